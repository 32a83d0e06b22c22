package dev.cnnc.runtime.op;

/**
 * Inverted dropout: in training every value is dropped with probability {@code rate}, and the others are divided by
 * {@code 1 - rate}; in inference y = x. N. Srivastava et al., "Dropout", JMLR 15 (2014). What is dropped is a
 * {@link RandomMask}'s. Backward overwrites dy and reads neither x nor y.
 */
public final class Dropout extends UnaryOperation {
    private final int size;
    private final RandomMask mask;

    /**
     * @param size floats of an image
     * @param rate probability of dropping, at least 0 and below 1
     * @param stream tells the network's dropout layers apart
     */
    public Dropout(Workspace workspace, int size, float rate, int stream) {
        super(workspace);
        this.size = requirePositive(size, "size");
        this.mask = new RandomMask(rate, stream);
    }

    @Override
    public void infer(int x, int y) {
        store(workspace.address(x), workspace.address(y), size * workspace.count(), false);
    }

    @Override
    void launch() {
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
                mask.apply(workspace, image, arena, dy + at, arena, dy + at, size);
                store(dy + at, dx + at, size, accumulate);
            } else {
                mask.apply(workspace, image, arena, x + at, arena, y + at, size);
            }
        }
    }
}
