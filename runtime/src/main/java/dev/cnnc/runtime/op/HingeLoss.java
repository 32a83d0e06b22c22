package dev.cnnc.runtime.op;

/**
 * The loss {@code max(0, 1 - s x)} with s = 1 for a target of 1 and s = -1 for a target of 0: each class is told from
 * all others with a margin, as Keras's hinge does. Cortes and Vapnik, "Support-vector networks", 1995.
 */
public final class HingeLoss extends TargetLoss {
    /** See {@link TargetLoss}. */
    public HingeLoss(Workspace workspace, int size, float weight) {
        super(workspace, size, weight);
    }

    /** The loss of one value. */
    public static double of(double x, double target) {
        return Math.max(0, 1 - sign(target) * x);
    }

    @Override
    double loss(double x, double target) {
        return of(x, target);
    }

    @Override
    double slope(double x, double target) {
        return sign(target) * x < 1 ? -sign(target) : 0;
    }

    private static double sign(double target) {
        return 2 * target - 1;
    }
}
