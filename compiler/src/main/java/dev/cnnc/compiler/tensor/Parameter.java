package dev.cnnc.compiler.tensor;

import java.util.List;

/**
 * One array of numbers that a layer learns or keeps.
 *
 * @param role        its name within the layer, as in PyTorch: {@code weight}, {@code bias}, {@code running_mean}
 * @param dimensions  outermost first: a convolution's weight is filters, channels per group, kernel height, width
 * @param trainable   false for state that training updates on the side, such as running statistics
 * @param regularised whether weight decay applies
 */
public record Parameter(
        String role, List<Long> dimensions, Initialiser initialiser, boolean trainable, boolean regularised) {

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
