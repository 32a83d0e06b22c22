package dev.cnnc.runtime.train;

/**
 * A bound on the norm of the weights that make one output value: those that exceed it are scaled back onto it, as
 * Keras's MaxNorm does after each step. Srivastava et al., "Dropout", 2014, section 5.1.
 *
 * @param limit the largest norm; 0 for any
 * @param unit the weights that make one output value, one after another
 */
public record MaxNorm(float limit, int unit) {
    /** No bound. */
    public static final MaxNorm NONE = new MaxNorm(0, 0);

    /** Checks that a bound is of something. */
    public MaxNorm {
        if (!(limit >= 0) || limit > 0 && unit < 1) {
            throw new IllegalArgumentException("a largest norm of " + limit + " for every " + unit + " weights");
        }
    }

    boolean isNone() {
        return limit == 0;
    }

    /** Bounds the units of a range, which holds whole ones. */
    void apply(float[] parameters, int from, int to) {
        for (int at = from; at < to; at += unit) {
            double norm = Math.sqrt(Clipping.squares(parameters, at, at + unit));
            if (norm > limit) {
                float factor = (float) (limit / norm);
                for (int i = at; i < at + unit; i++) {
                    parameters[i] *= factor;
                }
            }
        }
    }
}
