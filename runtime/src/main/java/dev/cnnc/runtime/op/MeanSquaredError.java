package dev.cnnc.runtime.op;

/** The loss {@code (x - t)^2}, the mean over an image's values; targets t are the workspace's. */
public final class MeanSquaredError extends Operation {
    private final int size;
    private final float weight;
    private final double[] losses;
    private int x;
    private int dx;
    private boolean accumulate;
    private boolean backward;

    /**
     * @param size values of an image
     * @param weight what the loss is multiplied by
     */
    public MeanSquaredError(Workspace workspace, int size, float weight) {
        super(workspace);
        this.size = requirePositive(size, "size");
        this.weight = weight;
        this.losses = new double[workspace.capacity()];
    }

    /**
     * Adds the images' losses, times the weight, to the workspace's sum.
     *
     * @throws IllegalArgumentException if there are fewer targets than values
     */
    public void forward(int x) {
        long values = (long) size * workspace.count();
        if (workspace.targets().length < values) {
            throw new IllegalArgumentException(
                    values + " values have only " + workspace.targets().length + " targets");
        }
        this.x = workspace.address(x);
        backward = false;
        launch();
        double sum = 0;
        for (int image = 0; image < workspace.count(); image++) {
            sum += losses[image];
        }
        workspace.addLoss(sum * weight);
    }

    /** The gradient by x of the mean loss over the batch, times the weight. */
    public void backward(int x, int dx, boolean accumulate) {
        this.x = workspace.address(x);
        this.dx = workspace.address(dx);
        this.accumulate = accumulate;
        backward = true;
        launch();
    }

    private void launch() {
        int images = workspace.count();
        launch(units(images, size), (long) images * size);
    }

    @Override
    public void run(int unit, int worker) {
        int perUnit = perUnit(size);
        int to = Math.min((unit + 1) * perUnit, workspace.count());
        for (int image = unit * perUnit; image < to; image++) {
            if (backward) {
                gradient(image * size);
            } else {
                losses[image] = loss(image * size);
            }
        }
    }

    private double loss(int at) {
        float[] targets = workspace.targets();
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double d = arena[x + at + i] - (double) targets[at + i];
            sum += d * d;
        }
        return sum / size;
    }

    private void gradient(int at) {
        float[] targets = workspace.targets();
        float factor = (float) (2.0 * weight / ((double) size * workspace.count()));
        for (int i = 0; i < size; i++) {
            float g = (arena[x + at + i] - targets[at + i]) * factor;
            arena[dx + at + i] = accumulate ? arena[dx + at + i] + g : g;
        }
    }
}
