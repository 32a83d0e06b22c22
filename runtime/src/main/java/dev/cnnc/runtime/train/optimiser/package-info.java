/**
 * How gradients become new parameters. {@link dev.cnnc.runtime.train.optimiser.Optimiser} lists the kinds; each is one
 * file with its settings, which travel in a network's description, and the rule that they make. A rule changes one
 * range of the flat parameter array at a time, in a plain loop that the JIT turns into vector instructions.
 */
package dev.cnnc.runtime.train.optimiser;
