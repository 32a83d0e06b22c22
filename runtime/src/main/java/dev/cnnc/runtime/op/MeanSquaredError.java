package dev.cnnc.runtime.op;

/** The loss {@code (x - t)^2}. */
public final class MeanSquaredError extends TargetLoss {
    /** See {@link TargetLoss}. */
    public MeanSquaredError(Workspace workspace, int size, float weight) {
        super(workspace, size, weight);
    }

    /** The loss of one value. */
    public static double of(double x, double target) {
        return (x - target) * (x - target);
    }

    @Override
    double loss(double x, double target) {
        return of(x, target);
    }

    @Override
    double slope(double x, double target) {
        return 2 * (x - target);
    }
}
