package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.MaskHash;
import java.util.Arrays;

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

    /** {@code y = x / (1 - rate)}, or 0 where the element is dropped, for n elements of an image in this step. */
    void apply(Workspace workspace, int image, float[] x, int xAt, float[] y, int yAt, int n) {
        long step = MaskHash.key(MaskHash.key(0, workspace.seed()), workspace.step());
        long key = MaskHash.key(MaskHash.key(step, stream), image);
        workspace.kernels().elements()
                .dropout(x, xAt, y, yAt, n, 0, (int) key, (int) (key >>> 32), threshold, factor);
    }

    /** What each of n elements is multiplied by. */
    void factors(Workspace workspace, int image, float[] factors, int n) {
        Arrays.fill(factors, 0, n, 1);
        apply(workspace, image, factors, 0, factors, 0, n);
    }
}
