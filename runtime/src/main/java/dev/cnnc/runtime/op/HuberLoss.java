package dev.cnnc.runtime.op;

/**
 * The loss {@code (x - t)^2 / 2} where x is no further than delta from t, and {@code delta (|x - t| - delta / 2)}
 * beyond, as PyTorch's HuberLoss. Huber, "Robust estimation of a location parameter", 1964.
 */
public final class HuberLoss extends TargetLoss {
    private final float delta;

    /**
     * See {@link TargetLoss}.
     *
     * @param delta the distance at which the square becomes a straight line, above 0
     */
    public HuberLoss(Workspace workspace, int size, float weight, float delta) {
        super(workspace, size, weight);
        if (!(delta > 0)) {
            throw new IllegalArgumentException("delta must be above 0, not " + delta);
        }
        this.delta = delta;
    }

    /** The loss of one value. */
    public static double of(double x, double target, double delta) {
        double distance = Math.abs(x - target);
        return distance <= delta ? 0.5 * distance * distance : delta * (distance - 0.5 * delta);
    }

    @Override
    double loss(double x, double target) {
        return of(x, target, delta);
    }

    @Override
    double slope(double x, double target) {
        return Math.max(-delta, Math.min(delta, x - target));
    }
}
