package dev.cnnc.runtime.op;

/**
 * The {@link LabelLoss} of values that are probabilities already and cannot be turned back into logits, such as a mean
 * of softmaxes. A probability counts as no less than 1e-7 and no more than 1 - 1e-7, as in Keras. Beyond these bounds
 * the gradient is that at the bound and not 0, so that a class that is taken for impossible can still be learnt.
 */
public final class CrossEntropy extends LabelLoss {
    /**
     * @param smoothing label smoothing, from 0 to below 1
     * @param weight what the loss is multiplied by
     */
    public CrossEntropy(Workspace workspace, int classes, float smoothing, float weight) {
        super(workspace, classes, smoothing, weight);
    }

    /** The loss of the right class's probability. */
    public static double of(double p) {
        return -Math.log(Probability.bounded(p));
    }

    @Override
    double loss(int image, int at, int worker) {
        double sum = 0;
        for (int c = 0; c < size(); c++) {
            double target = target(image, c);
            // A class without a target is left out, since its value may be no number that has a logarithm.
            sum += target == 0 ? 0 : target * of(arena[at + c]);
        }
        return sum;
    }

    @Override
    void gradient(int image, int at, int worker, double share) {
        for (int c = 0; c < size(); c++) {
            put(image, c, (float) (-target(image, c) * share / Probability.bounded(arena[at + c])));
        }
    }
}
