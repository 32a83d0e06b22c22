package dev.cnnc.compiler.graph;

import dev.cnnc.runtime.LossInfo;

/**
 * A result of the network.
 *
 * @param node      whose output it is
 * @param loss      that it has, and what that takes the node's values for
 * @param weight    of its loss in the sum of all
 * @param auxiliary whether training alone computes it
 */
public record GraphOutput(String name, int node, LossInfo loss, double weight, boolean auxiliary) {

    /** The same result, read from another node by this loss. */
    public GraphOutput of(int other, LossInfo otherLoss) {
        return new GraphOutput(name, other, otherLoss, weight, auxiliary);
    }
}
