package dev.cnnc.runtime.op;

/**
 * The loss {@code -sum over classes of t log(softmax(logits))}, where the target t is 1 for the label's class, or with
 * label smoothing s, {@code (1 - s) + s / K} for it and {@code s / K} for the others (C. Szegedy et al.,
 * arXiv:1512.00567). Labels are the workspace's.
 */
public final class SoftmaxCrossEntropy extends Operation {
    private final int classes;
    private final float smoothing;
    private final float weight;
    private final double[] losses;
    private int logits;
    private int dx;
    private boolean accumulate;
    private boolean backward;

    /**
     * @param smoothing label smoothing, from 0 to below 1
     * @param weight what the loss is multiplied by
     */
    public SoftmaxCrossEntropy(Workspace workspace, int classes, float smoothing, float weight) {
        super(workspace);
        this.classes = requirePositive(classes, "classes");
        this.smoothing = smoothing;
        this.weight = weight;
        this.losses = new double[workspace.capacity()];
        workspace.reserveScratch(classes);
    }

    /**
     * Adds the images' losses, times the weight, to the workspace's sum.
     *
     * @throws IllegalArgumentException if a label is no class
     */
    public void forward(int logits) {
        checkLabels();
        this.logits = workspace.address(logits);
        backward = false;
        launch();
        double sum = 0;
        for (int image = 0; image < workspace.count(); image++) {
            sum += losses[image];
        }
        workspace.addLoss(sum * weight);
    }

    /** The gradient by the logits of the mean loss over the batch, times the weight. */
    public void backward(int logits, int dx, boolean accumulate) {
        this.logits = workspace.address(logits);
        this.dx = workspace.address(dx);
        this.accumulate = accumulate;
        backward = true;
        launch();
    }

    private void checkLabels() {
        int[] labels = workspace.labels();
        for (int image = 0; image < workspace.count(); image++) {
            if (labels[image] < 0 || labels[image] >= classes) {
                throw new IllegalArgumentException("label " + labels[image] + " is none of the " + classes
                        + " classes 0 to " + (classes - 1));
            }
        }
    }

    private void launch() {
        int images = workspace.count();
        launch(units(images, classes), (long) images * classes);
    }

    @Override
    public void run(int unit, int worker) {
        int perUnit = perUnit(classes);
        int to = Math.min((unit + 1) * perUnit, workspace.count());
        for (int image = unit * perUnit; image < to; image++) {
            float[] exponentials = workspace.scratch(worker);
            int at = logits + image * classes;
            float max = kernels.max(arena, at, classes);
            kernels.expMinus(arena, at, max, exponentials, 0, classes);
            double sum = kernels.sum(exponentials, 0, classes);
            if (backward) {
                gradient(image, exponentials, sum);
            } else {
                loss(image, max + Math.log(sum));
            }
        }
    }

    private void loss(int image, double logSum) {
        int at = logits + image * classes;
        int label = workspace.labels()[image];
        double mean = smoothing == 0 ? 0 : kernels.sum(arena, at, classes) / classes;
        losses[image] = logSum - (1 - smoothing) * (double) arena[at + label] - smoothing * mean;
    }

    private void gradient(int image, float[] exponentials, double sum) {
        int to = dx + image * classes;
        int label = workspace.labels()[image];
        float share = weight / workspace.count();
        float factor = (float) (1 / sum);
        float base = smoothing / classes;
        for (int c = 0; c < classes; c++) {
            float target = c == label ? 1 - smoothing + base : base;
            float g = (exponentials[c] * factor - target) * share;
            arena[to + c] = accumulate ? arena[to + c] + g : g;
        }
    }
}
