package dev.cnnc.runtime.op;

/**
 * A loss with one number for each image. The loss of a batch is the mean over its images or, where the workspace has
 * weights of classes, {@code sum of w[label] * loss / sum of w[label]}, as PyTorch defines it. A new one is a subclass
 * with the loss of one image and its gradient.
 */
abstract class ImageLoss extends Operation {
    private final int size;
    private final float weight;
    private final double[] losses;
    private int x;
    private int dx;
    private boolean accumulate;
    private boolean backward;
    private double share;

    /**
     * @param size values of an image
     * @param weight what the loss is multiplied by
     */
    ImageLoss(Workspace workspace, int size, float weight) {
        super(workspace);
        this.size = requirePositive(size, "size");
        this.weight = weight;
        this.losses = new double[workspace.capacity()];
    }

    /** Refuses a batch that the loss cannot compare with its labels or targets. */
    abstract void check();

    /** The loss of the image whose values begin at {@code at}, times the weight of its class. */
    abstract double loss(int image, int at, int worker);

    /** Hands the gradient of {@link #loss}, times {@code share}, to {@link #put} for every value. */
    abstract void gradient(int image, int at, int worker, double share);

    /**
     * Adds the mean loss of the batch, times the weight and the number of images, to the workspace's sum.
     *
     * @throws IllegalArgumentException if a label is no class, or if there are fewer targets than values
     */
    public final void forward(int x) {
        check();
        this.x = workspace.address(x);
        backward = false;
        launch();
        double sum = 0;
        for (int image = 0; image < workspace.count(); image++) {
            sum += losses[image];
        }
        workspace.addLoss(sum * share() * workspace.count());
    }

    /** The gradient by x of the mean loss over the batch, times the weight. */
    public final void backward(int x, int dx, boolean accumulate) {
        this.x = workspace.address(x);
        this.dx = workspace.address(dx);
        this.accumulate = accumulate;
        share = share();
        backward = true;
        launch();
    }

    private void launch() {
        int images = workspace.count();
        launch(units(images, size), (long) images * size);
    }

    /** What a number in the sum over the images counts in the mean. A batch of classes without weight counts nothing. */
    private double share() {
        double sum = 0;
        for (int image = 0; image < workspace.count(); image++) {
            sum += imageWeight(image);
        }
        return sum == 0 ? 0 : weight / sum;
    }

    /** Of a mixed image, the weights of both classes in its shares. */
    final double imageWeight(int image) {
        double weight = classWeight(workspace.labels()[image]);
        if (!workspace.mixes()) {
            return weight;
        }
        double share = workspace.shares()[image];
        return share * weight + (1 - share) * classWeight(workspace.otherLabels()[image]);
    }

    final double classWeight(int label) {
        float[] weights = workspace.classWeights();
        return weights.length == 0 ? 1 : weights[label];
    }

    @Override
    public final void run(int unit, int worker) {
        int perUnit = perUnit(size);
        int to = Math.min((unit + 1) * perUnit, workspace.count());
        for (int image = unit * perUnit; image < to; image++) {
            if (backward) {
                gradient(image, x + image * size, worker, share);
            } else {
                losses[image] = loss(image, x + image * size, worker);
            }
        }
    }

    /** Writes or adds the gradient of one value of an image. */
    final void put(int image, int value, float gradient) {
        int to = dx + image * size + value;
        arena[to] = accumulate ? arena[to] + gradient : gradient;
    }

    /** Values of an image. */
    final int size() {
        return size;
    }
}
