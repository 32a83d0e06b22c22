package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.MaskHash;

/**
 * Inverted dropout: in training every value is dropped with probability {@code rate}, and the others are divided by
 * {@code 1 - rate}; in inference y = x. N. Srivastava et al., "Dropout", JMLR 15 (2014).
 *
 * <p>What is dropped is a function of the workspace's seed and step, the stream, the image and the element, so that
 * backward finds it again and the number of threads does not matter. Backward overwrites dy and reads neither x nor y.
 */
public final class Dropout extends UnaryOperation {
    private static final int RANDOM_VALUES = 1 << 24;

    private final int size;
    private final int stream;
    private final int threshold;
    private final float factor;
    private long key;

    /**
     * @param size floats of an image
     * @param rate probability of dropping, at least 0 and below 1
     * @param stream tells the network's dropout layers apart
     */
    public Dropout(Workspace workspace, int size, float rate, int stream) {
        super(workspace);
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate is at least 0 and below 1, not " + rate);
        }
        this.size = requirePositive(size, "size");
        this.stream = stream;
        this.threshold = (int) Math.rint((double) rate * RANDOM_VALUES);
        this.factor = (float) (1 / (1 - (double) rate));
    }

    @Override
    public void infer(int x, int y) {
        int from = workspace.address(x);
        int to = workspace.address(y);
        store(from, to, size * workspace.count(), false);
    }

    @Override
    void launch() {
        key = MaskHash.key(MaskHash.key(MaskHash.key(0, workspace.seed()), workspace.step()), stream);
        int images = workspace.count();
        launch(units(images, size), (long) images * size);
    }

    @Override
    public void run(int unit, int worker) {
        int perUnit = perUnit(size);
        int from = unit * perUnit;
        int to = Math.min(from + perUnit, workspace.count());
        for (int image = from; image < to; image++) {
            int at = image * size;
            if (backward) {
                mask(image, dy + at, dy + at);
                store(dy + at, dx + at, size, accumulate);
            } else {
                mask(image, x + at, y + at);
            }
        }
    }

    private void mask(int image, int from, int to) {
        long bits = MaskHash.key(key, image);
        kernels.dropout(arena, from, arena, to, size, 0, (int) bits, (int) (bits >>> 32), threshold, factor);
    }
}
