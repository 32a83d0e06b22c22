package dev.cnnc.runtime.op;

/**
 * The loss {@code (x - t)^2 / 2} where x is no further than 1 from t, and {@code |x - t| - 1/2} beyond: PyTorch's
 * HuberLoss with a delta of 1. Huber, "Robust estimation of a location parameter", 1964.
 */
public final class HuberLoss extends TargetLoss {
    /** See {@link TargetLoss}. */
    public HuberLoss(Workspace workspace, int size, float weight) {
        super(workspace, size, weight);
    }

    /** The loss of one value. */
    public static double of(double x, double target) {
        double distance = Math.abs(x - target);
        return distance <= 1 ? 0.5 * distance * distance : distance - 0.5;
    }

    @Override
    double loss(double x, double target) {
        return of(x, target);
    }

    @Override
    double slope(double x, double target) {
        return Math.max(-1, Math.min(1, x - target));
    }
}
