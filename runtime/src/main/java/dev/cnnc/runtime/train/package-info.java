/**
 * The arithmetic of training that is not in the network's graph: the step over all parameters, the order of the images
 * and their random changes. Everything here is a function of a seed and of counters, never of the clock or of the
 * number of threads. {@link dev.cnnc.runtime.train.ParameterUpdate} is the step that a trainer runs; the formulas that
 * it applies are in {@link dev.cnnc.runtime.train.optimiser}, the rates that it takes in
 * {@link dev.cnnc.runtime.train.schedule}.
 */
package dev.cnnc.runtime.train;
