package dev.cnnc.compiler.tensor;

import java.util.List;

/**
 * One array of numbers that a layer learns or keeps.
 *
 * @param role        its name within the layer, as in PyTorch: {@code weight}, {@code bias}, {@code running_mean}
 * @param dimensions  outermost first: a convolution's weight is filters, channels per group, kernel height, width
 * @param trainable   false for state that training updates on the side, such as running statistics
 * @param regularised whether the optimiser's weight decay applies
 * @param regulariser what of it is minimised beside the loss
 * @param maxNorm     what it is scaled back to after each step
 */
public record Parameter(
        String role, List<Long> dimensions, Initialiser initialiser, boolean trainable, boolean regularised,
        Regulariser regulariser, MaxNorm maxNorm) {

    /** A parameter without regularisation of its own. */
    public Parameter(
            String role, List<Long> dimensions, Initialiser initialiser, boolean trainable, boolean regularised) {
        this(role, dimensions, initialiser, trainable, regularised, Regulariser.NONE, MaxNorm.NONE);
    }

    public Parameter {
        dimensions = List.copyOf(dimensions);
    }

    /** How many numbers there are; {@link ArithmeticException} where a long does not hold it. */
    public long count() {
        long count = 1;
        for (long dimension : dimensions) {
            count = Math.multiplyExact(count, dimension);
        }
        return count;
    }
}
