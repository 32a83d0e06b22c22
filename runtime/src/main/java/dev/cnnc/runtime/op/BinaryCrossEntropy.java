package dev.cnnc.runtime.op;

/**
 * The loss {@code -t log(p) - (1 - t) log(1 - p)} with p the sigmoid of x, computed from x so that no logarithm is of
 * 0: {@code max(x, 0) - t x + log(1 + exp(-|x|))}. Each class is a question of its own.
 */
public final class BinaryCrossEntropy extends TargetLoss {
    /** See {@link TargetLoss}. */
    public BinaryCrossEntropy(Workspace workspace, int size, float weight) {
        super(workspace, size, weight);
    }

    /** The loss of one value. */
    public static double of(double x, double target) {
        return Math.max(x, 0) - target * x + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** The loss of one probability, which float32 may have rounded to 0 or 1. */
    public static double ofProbability(double p, double target) {
        return -target * Math.log(Math.max(p, Float.MIN_NORMAL))
                - (1 - target) * Math.log(Math.max(1 - p, Float.MIN_NORMAL));
    }

    @Override
    double loss(double x, double target) {
        return of(x, target);
    }

    @Override
    double slope(double x, double target) {
        return 1 / (1 + Math.exp(-x)) - target;
    }
}
