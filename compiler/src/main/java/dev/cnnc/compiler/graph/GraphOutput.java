package dev.cnnc.compiler.graph;

/**
 * A result of the network.
 *
 * @param node   whose output it is
 * @param loss   {@code cross_entropy} or {@code mse}
 * @param weight of its loss in the sum of all
 */
public record GraphOutput(String name, int node, String loss, double weight) {}
