package dev.cnnc.compiler.graph;

/**
 * A result of the network.
 *
 * @param node      whose output it is
 * @param loss      a word of {@link dev.cnnc.compiler.layer.Loss}
 * @param weight    of its loss in the sum of all
 * @param auxiliary whether training alone computes it
 */
public record GraphOutput(String name, int node, String loss, double weight, boolean auxiliary) {

    /** The same result, read from another node. */
    public GraphOutput of(int other) {
        return new GraphOutput(name, other, loss, weight, auxiliary);
    }
}
