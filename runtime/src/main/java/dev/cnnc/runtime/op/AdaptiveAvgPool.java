package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Windows;
import java.util.Arrays;

/**
 * Average pooling to a given size, whatever the image's: output row i is the mean of the rows from
 * {@code floor(i H / h)} to {@code ceil((i + 1) H / h)}, exclusive, and columns likewise (PyTorch's bins). They overlap
 * where h does not divide H. Backward reads neither x nor y.
 */
public final class AdaptiveAvgPool extends UnaryOperation {
    private final Layout in;
    private final Layout out;
    private final int leastHeight;
    private final int leastWidth;
    /** By height and width above the least: the bins of one image differ by one at most. */
    private final Windows[][] windows;

    public AdaptiveAvgPool(Workspace workspace, Layout x, Layout y) {
        super(workspace);
        if (x.channels() != y.channels()) {
            throw new IllegalArgumentException("pooling keeps the channels: " + x + ", " + y);
        }
        this.in = x;
        this.out = y;
        this.leastHeight = end(0, x.height(), y.height());
        this.leastWidth = end(0, x.width(), y.width());
        this.windows = new Windows[2][2];
        for (int h = 0; h < 2; h++) {
            for (int w = 0; w < 2; w++) {
                windows[h][w] = new Windows(leastHeight + h, leastWidth + w, x.channels(), x.rowStride(), 0);
            }
        }
    }

    private static int begin(int bin, int size, int bins) {
        return (int) ((long) bin * size / bins);
    }

    private static int end(int bin, int size, int bins) {
        return (int) (((bin + 1L) * size + bins - 1) / bins);
    }

    @Override
    void launch() {
        int images = workspace.count();
        launch(images, (long) images * Math.max(in.imageStride(), out.imageStride()));
    }

    @Override
    public void run(int image, int worker) {
        int inAt = image * in.imageStride();
        int outAt = image * out.imageStride();
        if (backward && !accumulate) {
            Arrays.fill(arena, dx + inAt, dx + inAt + in.imageStride(), 0);
        }
        for (int row = 0; row < out.height(); row++) {
            int top = begin(row, in.height(), out.height());
            int height = end(row, in.height(), out.height()) - top;
            for (int column = 0; column < out.width(); column++) {
                int left = begin(column, in.width(), out.width());
                int width = end(column, in.width(), out.width()) - left;
                Windows bin = windows[height - leastHeight][width - leastWidth];
                int from = inAt + top * in.rowStride() + left * in.channels();
                int to = outAt + row * out.rowStride() + column * out.channels();
                float share = 1f / (height * width);
                if (backward) {
                    kernels.windowSpread(arena, dy + to, 1, share, bin, arena, dx + from);
                } else {
                    kernels.windowSum(arena, x + from, bin, share, arena, y + to, 1);
                }
            }
        }
    }
}
