package dev.cnnc.runtime.op;

/** The loss {@code |x - t|}. */
public final class MeanAbsoluteError extends TargetLoss {
    /** See {@link TargetLoss}. */
    public MeanAbsoluteError(Workspace workspace, int size, float weight) {
        super(workspace, size, weight);
    }

    /** The loss of one value. */
    public static double of(double x, double target) {
        return Math.abs(x - target);
    }

    @Override
    double loss(double x, double target) {
        return of(x, target);
    }

    @Override
    double slope(double x, double target) {
        return Math.signum(x - target);
    }
}
