package dev.cnnc.runtime.op;

/** Reorders an image from rows, columns, channels to channels, rows, columns: PyTorch's order of a flattened tensor. */
public final class FlattenChw extends UnaryOperation {
    /** Pixels that are moved together: 32 lines of the cache in, and whole lines out. */
    private static final int TILE = 32;

    private final Layout layout;

    public FlattenChw(Workspace workspace, Layout x) {
        super(workspace);
        this.layout = x;
    }

    @Override
    void launch() {
        int images = workspace.count();
        launch(units(images, layout.imageStride()), (long) images * layout.imageStride());
    }

    @Override
    public void run(int unit, int worker) {
        int perUnit = perUnit(layout.imageStride());
        int from = unit * perUnit;
        int to = Math.min(from + perUnit, workspace.count());
        for (int image = from; image < to; image++) {
            int at = image * layout.imageStride();
            if (backward) {
                backwardImage(at);
            } else {
                forwardImage(at);
            }
        }
    }

    private void forwardImage(int image) {
        int pixels = layout.pixels();
        int channels = layout.channels();
        for (int first = 0; first < pixels; first += TILE) {
            int n = Math.min(TILE, pixels - first);
            for (int c = 0; c < channels; c++) {
                int in = x + image + first * channels + c;
                int out = y + image + c * pixels + first;
                for (int p = 0; p < n; p++) {
                    arena[out + p] = arena[in + p * channels];
                }
            }
        }
    }

    private void backwardImage(int image) {
        int pixels = layout.pixels();
        int channels = layout.channels();
        for (int first = 0; first < pixels; first += TILE) {
            int n = Math.min(TILE, pixels - first);
            for (int c = 0; c < channels; c++) {
                int in = dy + image + c * pixels + first;
                int out = dx + image + first * channels + c;
                for (int p = 0; p < n; p++) {
                    float old = accumulate ? arena[out + p * channels] : 0;
                    arena[out + p * channels] = old + arena[in + p];
                }
            }
        }
    }
}
