package dev.cnnc.runtime.op;

/**
 * A loss that compares each value with its target, the mean over an image's values; targets are the workspace's. A new
 * one is a subclass with the loss of one value and its derivative.
 */
public abstract class TargetLoss extends ImageLoss {
    /**
     * @param size values of an image
     * @param weight what the loss is multiplied by
     */
    TargetLoss(Workspace workspace, int size, float weight) {
        super(workspace, size, weight);
    }

    /** The loss of one value. */
    abstract double loss(double x, double target);

    /** Its derivative by the value; 0 where a kink has none. */
    abstract double slope(double x, double target);

    @Override
    final void check() {
        long values = (long) size() * workspace.count();
        if (workspace.targets().length < values) {
            throw new IllegalArgumentException(
                    values + " values have only " + workspace.targets().length + " targets");
        }
    }

    @Override
    final double loss(int image, int at, int worker) {
        float[] targets = workspace.targets();
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += loss(arena[at + i], targets[image * size() + i]);
        }
        return sum / size() * imageWeight(image);
    }

    @Override
    final void gradient(int image, int at, int worker, double share) {
        float[] targets = workspace.targets();
        double factor = share / size() * imageWeight(image);
        for (int i = 0; i < size(); i++) {
            put(image, i, (float) (slope(arena[at + i], targets[image * size() + i]) * factor));
        }
    }
}
