package dev.cnnc.runtime.train;

/**
 * Bounds on the gradient: first on its norm, over all parameters together, which leaves its direction as it is; then on
 * the size of each number. The norm is bounded as in PyTorch, by {@code limit / (norm + 1e-6)} where that is below 1.
 *
 * <p>Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013, algorithm 1.
 *
 * @param norm the largest norm; 0 for none
 * @param value the largest absolute value; 0 for none
 */
public record Clipping(double norm, double value) {
    /** No bounds. */
    public static final Clipping NONE = new Clipping(0, 0);

    private static final double EPSILON = 1e-6;

    /** Checks the bounds. */
    public Clipping {
        if (!(norm >= 0 && norm < Double.POSITIVE_INFINITY && value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a gradient's bounds must be 0 or above, but are " + norm + " and "
                    + value);
        }
    }

    boolean hasNorm() {
        return norm > 0;
    }

    /** What a gradient is multiplied by whose squares have this sum. */
    float factor(double squares) {
        return (float) Math.min(1, norm / (Math.sqrt(squares) + EPSILON));
    }

    /** The sum of the squares of a range. */
    static double squares(float[] gradients, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) gradients[i] * gradients[i];
        }
        return sum;
    }

    /** Multiplies a range by a factor and bounds its numbers. */
    void apply(float[] gradients, int from, int to, float factor) {
        if (factor != 1) {
            scale(gradients, from, to, factor);
        }
        if (value > 0) {
            bound(gradients, from, to, (float) value);
        }
    }

    private static void scale(float[] gradients, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            gradients[i] *= factor;
        }
    }

    private static void bound(float[] gradients, int from, int to, float limit) {
        for (int i = from; i < to; i++) {
            gradients[i] = Math.max(-limit, Math.min(limit, gradients[i]));
        }
    }
}
