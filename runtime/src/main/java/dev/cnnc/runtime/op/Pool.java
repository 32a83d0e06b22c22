package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Windows;
import java.util.Arrays;

/**
 * The geometry of pooling: which real pixels every window covers. The windows of a row that lie wholly inside the image
 * are done together; those that the left and the right border cut are done one by one.
 */
abstract class Pool extends UnaryOperation {
    final Layout in;
    final Layout out;
    final int kernelHeight;
    final int kernelWidth;
    final int strideHeight;
    final int strideWidth;
    final int padTop;
    final int padLeft;
    /** The output columns from here to {@link #lastWhole}, exclusive, have windows wholly inside the image. */
    private final int firstWhole;
    private final int lastWhole;
    /** Every clipped shape of a window there is, made beforehand: [height - 1][width - 1]. */
    private final Windows[][] windows;
    private final int bandRows;
    private final int bands;
    private final int backwardBandRows;
    private final int backwardBands;

    Pool(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight,
            int strideWidth, int padTop, int padLeft) {
        super(workspace);
        this.in = x;
        this.out = y;
        this.kernelHeight = requirePositive(kernelHeight, "a kernel's height");
        this.kernelWidth = requirePositive(kernelWidth, "a kernel's width");
        this.strideHeight = requirePositive(strideHeight, "a vertical stride");
        this.strideWidth = requirePositive(strideWidth, "a horizontal stride");
        this.padTop = padTop;
        this.padLeft = padLeft;
        if (x.channels() != y.channels()) {
            throw new IllegalArgumentException("pooling keeps the channels: " + x + ", " + y);
        }
        requireOverlap(x.height(), y.height(), kernelHeight, strideHeight, padTop);
        requireOverlap(x.width(), y.width(), kernelWidth, strideWidth, padLeft);
        this.firstWhole = Math.min(y.width(), ceilDiv(padLeft, strideWidth));
        this.lastWhole = Math.max(firstWhole,
                Math.min(y.width(), Math.floorDiv(x.width() - kernelWidth + padLeft, strideWidth) + 1));
        this.windows = new Windows[Math.min(kernelHeight, x.height())][Math.min(kernelWidth, x.width())];
        for (int h = 0; h < windows.length; h++) {
            for (int w = 0; w < windows[h].length; w++) {
                windows[h][w] = new Windows(h + 1, w + 1, x.channels(), x.rowStride(), strideWidth * x.channels());
            }
        }
        this.bandRows = Math.min(y.height(), perUnit(Math.multiplyExact(strideHeight, x.rowStride())));
        this.bands = ceilDiv(y.height(), bandRows);
        // Two bands would add to the same rows of dx if their windows overlapped.
        this.backwardBandRows = strideHeight >= kernelHeight ? bandRows : y.height();
        this.backwardBands = ceilDiv(y.height(), backwardBandRows);
    }

    private static void requireOverlap(int in, int out, int kernel, int stride, int pad) {
        long last = (out - 1L) * stride - pad;
        if (pad < 0 || pad >= kernel || last >= in) {
            throw new IllegalArgumentException("a window of " + kernel + " with stride " + stride + " and padding "
                    + pad + " covers no pixel: " + in + " in, " + out + " out");
        }
        Math.toIntExact(last + kernel);
    }

    private static int ceilDiv(int a, int b) {
        return -Math.floorDiv(-a, b);
    }

    @Override
    final void launch() {
        int images = workspace.count();
        launch(images * (backward ? backwardBands : bands), (long) images * in.imageStride());
    }

    @Override
    public final void run(int unit, int worker) {
        int count = backward ? backwardBands : bands;
        int rows = backward ? backwardBandRows : bandRows;
        int image = unit / count;
        int from = unit % count * rows;
        int to = Math.min(from + rows, out.height());
        if (backward && !accumulate) {
            clear(image, from, to);
        }
        for (int row = from; row < to; row++) {
            pool(image, row);
        }
    }

    /** Zeroes the rows of dx that belong to a band: up to where the next one begins. */
    private void clear(int image, int from, int to) {
        int top = from == 0 ? 0 : Math.min(from * strideHeight - padTop, in.height());
        int bottom = to == out.height() ? in.height() : Math.min(to * strideHeight - padTop, in.height());
        int at = dx + image * in.imageStride();
        Arrays.fill(arena, at + Math.max(top, 0) * in.rowStride(), at + Math.max(bottom, 0) * in.rowStride(), 0);
    }

    private void pool(int image, int row) {
        int rowAt = image * out.imageStride() + row * out.rowStride();
        int column = 0;
        while (column < out.width()) {
            int count = column == firstWhole ? Math.max(1, lastWhole - firstWhole) : 1;
            int top = row * strideHeight - padTop;
            int left = column * strideWidth - padLeft;
            int firstRow = Math.max(top, 0);
            int firstColumn = Math.max(left, 0);
            int height = Math.min(top + kernelHeight, in.height()) - firstRow;
            int width = Math.min(left + kernelWidth, in.width()) - firstColumn;
            int inAt = image * in.imageStride() + firstRow * in.rowStride() + firstColumn * in.channels();
            int outAt = rowAt + column * out.channels();
            if (backward) {
                backwardWindows(row, column, windows[height - 1][width - 1], inAt, outAt, count);
            } else {
                forwardWindows(row, column, windows[height - 1][width - 1], inAt, outAt, count);
            }
            column += count;
        }
    }

    /** Pools {@code count} windows; {@code inAt} and {@code outAt} are relative to the tensors' beginnings. */
    abstract void forwardWindows(int row, int column, Windows windows, int inAt, int outAt, int count);

    /** Adds the windows' gradients to dx. */
    abstract void backwardWindows(int row, int column, Windows windows, int inAt, int outAt, int count);
}
