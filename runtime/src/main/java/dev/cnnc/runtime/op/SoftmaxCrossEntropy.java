package dev.cnnc.runtime.op;

/** The {@link LabelLoss} of {@code p = softmax(logits)}, computed from the logits, so that nothing over- or underflows. */
public final class SoftmaxCrossEntropy extends LabelLoss {
    /**
     * @param smoothing label smoothing, from 0 to below 1
     * @param weight what the loss is multiplied by
     */
    public SoftmaxCrossEntropy(Workspace workspace, int classes, float smoothing, float weight) {
        super(workspace, classes, smoothing, weight);
        workspace.reserveScratch(classes);
    }

    @Override
    double loss(int image, int at, int worker) {
        int label = workspace.labels()[image];
        double largest = kernels.max(arena, at, size());
        double logSum = largest + Math.log(exponentials(at, worker));
        if (isPlain()) {
            return target(image, label) * (logSum - arena[at + label]);
        }
        double sum = 0;
        for (int c = 0; c < size(); c++) {
            sum += target(image, c) * (logSum - arena[at + c]);
        }
        return sum;
    }

    @Override
    void gradient(int image, int at, int worker, double share) {
        double factor = targets(image) / exponentials(at, worker);
        float[] exponentials = workspace.scratch(worker);
        for (int c = 0; c < size(); c++) {
            put(image, c, (float) ((exponentials[c] * factor - target(image, c)) * share));
        }
    }

    /** Leaves {@code exp(x - max)} in the worker's scratch array and returns its sum. */
    private double exponentials(int at, int worker) {
        float[] exponentials = workspace.scratch(worker);
        kernels.expMinus(arena, at, kernels.max(arena, at, size()), exponentials, 0, size());
        return kernels.sum(exponentials, 0, size());
    }
}
