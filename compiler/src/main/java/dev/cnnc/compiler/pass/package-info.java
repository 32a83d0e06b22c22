/**
 * Rewrites of the graph: one in each file, each from a graph to an equal or better one. {@link
 * dev.cnnc.compiler.pass.Passes} lists them in their order and says why the order matters.
 *
 * <p>A rewrite never changes what the network computes beyond rounding, and never touches the names of parameters.
 */
package dev.cnnc.compiler.pass;
