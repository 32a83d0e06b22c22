package dev.cnnc.runtime.op;

/**
 * The loss {@code -t log(p) - (1 - t) log(1 - p)} of values that are probabilities already, bounded and with a gradient
 * beyond the bounds as in {@link CrossEntropy}. Where they come from a sigmoid, {@link BinaryCrossEntropy} is better.
 */
public final class ProbabilityBinaryCrossEntropy extends TargetLoss {
    /** See {@link TargetLoss}. */
    public ProbabilityBinaryCrossEntropy(Workspace workspace, int size, float weight) {
        super(workspace, size, weight);
    }

    /** The loss of one probability. */
    public static double of(double p, double target) {
        double bounded = Probability.bounded(p);
        return -target * Math.log(bounded) - (1 - target) * Math.log(1 - bounded);
    }

    @Override
    double loss(double p, double target) {
        return of(p, target);
    }

    @Override
    double slope(double p, double target) {
        double bounded = Probability.bounded(p);
        return (1 - target) / (1 - bounded) - target / bounded;
    }
}
