package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Windows;

/**
 * Average pooling. The divisor is the number of real pixels, or with {@code countPadding} the size of the window's part
 * inside the padded image: a window that hangs over the padding, as ceil mode allows, counts no further (PyTorch's
 * rule). Backward reads neither x nor y.
 */
public final class AvgPool extends Pool {
    private final boolean countPadding;
    private final int paddedHeight;
    private final int paddedWidth;

    /** @throws IllegalArgumentException if some window would cover no real pixel */
    public AvgPool(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight,
            int strideWidth, int padTop, int padLeft, int padBottom, int padRight, boolean countPadding) {
        super(workspace, x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft);
        this.countPadding = countPadding;
        this.paddedHeight = Math.addExact(x.height(), padBottom);
        this.paddedWidth = Math.addExact(x.width(), padRight);
    }

    @Override
    void forwardWindows(int row, int column, Windows windows, int inAt, int outAt, int count) {
        kernels.windowSum(arena, x + inAt, windows, share(row, column, windows), arena, y + outAt, count);
    }

    @Override
    void backwardWindows(int row, int column, Windows windows, int inAt, int outAt, int count) {
        kernels.windowSpread(arena, dy + outAt, count, share(row, column, windows), windows, arena, dx + inAt);
    }

    private float share(int row, int column, Windows windows) {
        if (!countPadding) {
            return 1f / (windows.height() * windows.width());
        }
        int top = row * strideHeight - padTop;
        int left = column * strideWidth - padLeft;
        int height = Math.min(top + kernelHeight, paddedHeight) - top;
        int width = Math.min(left + kernelWidth, paddedWidth) - left;
        return 1f / (height * width);
    }
}
