package dev.cnnc.compiler.tensor;

/**
 * What training minimises beside the loss, for one parameter: {@code l1 * sum |w| + l2 * sum w^2}.
 *
 * @param l1 at least 0
 * @param l2 at least 0
 */
public record Regulariser(double l1, double l2) {

    public static final Regulariser NONE = new Regulariser(0, 0);
}
