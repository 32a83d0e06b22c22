package dev.cnnc.runtime.op;

/**
 * A loss that compares each value with its target, the mean over an image's values; targets are the workspace's. A new
 * one is a subclass with the loss of one value and its derivative.
 */
public abstract class TargetLoss extends Operation {
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
    TargetLoss(Workspace workspace, int size, float weight) {
        super(workspace);
        this.size = requirePositive(size, "size");
        this.weight = weight;
        this.losses = new double[workspace.capacity()];
    }

    /** The loss of one value. */
    abstract double loss(double x, double target);

    /** Its derivative by the value; 0 where a kink has none. */
    abstract double slope(double x, double target);

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
                losses[image] = meanLoss(image * size);
            }
        }
    }

    private double meanLoss(int at) {
        float[] targets = workspace.targets();
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += loss(arena[x + at + i], targets[at + i]);
        }
        return sum / size;
    }

    private void gradient(int at) {
        float[] targets = workspace.targets();
        double factor = weight / ((double) size * workspace.count());
        for (int i = 0; i < size; i++) {
            float g = (float) (slope(arena[x + at + i], targets[at + i]) * factor);
            arena[dx + at + i] = accumulate ? arena[dx + at + i] + g : g;
        }
    }
}
