/**
 * The typed graph: nodes in topological order, each with its layer, its inputs, its shape and its parameters.
 *
 * <p>Graphs are immutable; a pass makes a new one. Start with {@link dev.cnnc.compiler.graph.Graph}.
 */
package dev.cnnc.compiler.graph;
