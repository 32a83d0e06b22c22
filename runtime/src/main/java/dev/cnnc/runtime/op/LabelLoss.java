package dev.cnnc.runtime.op;

/**
 * A loss {@code -sum over classes of t log(p)}, where the target t is 1 for the label's class, or with label smoothing
 * s, {@code (1 - s) + s / K} for it and {@code s / K} for the others (C. Szegedy et al., arXiv:1512.00567). With
 * weights of classes, each term is multiplied by the weight of its class, as in PyTorch. Labels are the workspace's;
 * where it mixes images, the target is mixed of two labels in the same shares, which comes to mixing their losses.
 */
abstract class LabelLoss extends ImageLoss {
    private final double smoothing;

    /** @param smoothing label smoothing, from 0 to below 1 */
    LabelLoss(Workspace workspace, int classes, float smoothing, float weight) {
        super(workspace, classes, weight);
        this.smoothing = smoothing;
    }

    @Override
    final void check() {
        int[] labels = workspace.labels();
        for (int image = 0; image < workspace.count(); image++) {
            if (labels[image] < 0 || labels[image] >= size()) {
                throw new IllegalArgumentException("label " + labels[image] + " is none of the " + size()
                        + " classes 0 to " + (size() - 1));
            }
        }
    }

    /** What {@code -log(p)} of a class counts for an image. */
    final double target(int image, int c) {
        double share = smoothing / size() + (1 - smoothing) * workspace.shareOf(image, c);
        return share * classWeight(c);
    }

    /** All targets of an image. */
    final double targets(int image) {
        if (workspace.classWeights().length == 0) {
            return 1;
        }
        double sum = 0;
        for (int c = 0; c < size(); c++) {
            sum += target(image, c);
        }
        return sum;
    }

    /** Whether classes other than the label's have no target. */
    final boolean isPlain() {
        return smoothing == 0 && !workspace.mixes();
    }
}
