package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.train.SplitMix64;

/**
 * Random numbers one after another, of a stream that belongs to one image and one change of it. Uses {@link StrictMath},
 * so that they are the same on every machine. Not thread-safe.
 */
public final class Draws {
    private static final double UNIT = 0x1p-53;

    private long stream;
    private int next;

    /** Goes to the start of a stream. */
    public Draws begin(long stream) {
        this.stream = stream;
        next = 0;
        return this;
    }

    /** True or false, each as often. */
    public boolean coin() {
        return SplitMix64.bits(stream, next++) < 0;
    }

    /** A whole number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return SplitMix64.below(stream, next++, bound);
    }

    /** A number from 0 to below 1. */
    public double unit() {
        return (SplitMix64.bits(stream, next++) >>> 11) * UNIT;
    }

    /** A number from {@code low} to {@code high}. */
    public double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** A number from 0 to 1 of the distribution Beta(alpha, alpha). */
    public double beta(double alpha) {
        double a = gamma(alpha);
        double b = gamma(alpha);
        return a + b > 0 ? a / (a + b) : 1;
    }

    /** Marsaglia and Tsang, "A simple method for generating gamma variables", 2000, with its section 6 below 1. */
    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(1 - unit(), 1 / shape);
        }
        double d = shape - 1 / 3.0;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = 1 + c * x;
            if (v > 0) {
                double cube = v * v * v;
                if (StrictMath.log(1 - unit()) < 0.5 * x * x + d - d * cube + d * StrictMath.log(cube)) {
                    return d * cube;
                }
            }
        }
    }

    /** Box and Muller, 1958. */
    private double normal() {
        return StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * Math.PI * unit());
    }
}
