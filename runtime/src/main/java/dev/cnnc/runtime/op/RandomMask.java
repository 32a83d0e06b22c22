package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.MaskHash;

/**
 * What a dropout layer drops: a function of the workspace's seed and step, the layer's stream, the image and the
 * element, so that backward finds it again and the number of threads does not matter.
 */
final class RandomMask {
    private static final int RANDOM_VALUES = 1 << 24;

    private final int stream;
    private final int threshold;
    private final float factor;

    /**
     * @param rate probability of dropping, at least 0 and below 1
     * @param stream tells the network's random layers apart
     */
    RandomMask(float rate, int stream) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate is at least 0 and below 1, not " + rate);
        }
        this.stream = stream;
        this.threshold = (int) Math.rint((double) rate * RANDOM_VALUES);
        this.factor = (float) (1 / (1 - (double) rate));
    }

    /** An element whose number is below this is dropped. */
    int threshold() {
        return threshold;
    }

    /** What is kept is multiplied by this, so that the mean stays. */
    float factor() {
        return factor;
    }

    /** The key of an image's numbers in the step under way. */
    long key(Workspace workspace, int image) {
        long step = MaskHash.key(MaskHash.key(0, workspace.seed()), workspace.step());
        return MaskHash.key(MaskHash.key(step, stream), image);
    }
}
