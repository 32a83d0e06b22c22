package dev.cnnc.compiler.tensor;

/**
 * The largest norm of the weights that make one output value.
 *
 * @param limit 0 for any
 * @param unit  how many weights, which stand one after another
 */
public record MaxNorm(double limit, long unit) {

    public static final MaxNorm NONE = new MaxNorm(0, 0);
}
