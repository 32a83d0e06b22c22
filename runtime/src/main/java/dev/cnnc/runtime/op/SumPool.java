package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Windows;

/** The sum of every window; padding counts as zeros. Backward reads neither x nor y. */
public final class SumPool extends Pool {
    /** @throws IllegalArgumentException if some window would cover no real pixel */
    public SumPool(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight,
            int strideWidth, int padTop, int padLeft) {
        super(workspace, x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft);
    }

    @Override
    void forwardWindows(int row, int column, Windows windows, int inAt, int outAt, int count) {
        kernels.windowSum(arena, x + inAt, windows, 1, arena, y + outAt, count);
    }

    @Override
    void backwardWindows(int row, int column, Windows windows, int inAt, int outAt, int count) {
        kernels.windowSpread(arena, dy + outAt, count, 1, windows, arena, dx + inAt);
    }
}
