/**
 * The networks that are compared, in a form from which any engine can build them.
 * {@link dev.cnnc.bench.network.GraphWalk} goes over the graph that cnnc infers from a {@code .cnn} file and calls a
 * {@link dev.cnnc.bench.network.LayerBuilder}, which each engine implements; weights and images are made by a rule.
 */
package dev.cnnc.bench.network;
