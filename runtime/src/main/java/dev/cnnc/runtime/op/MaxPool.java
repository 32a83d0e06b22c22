package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Windows;

/**
 * Max pooling. Padding never wins: only real pixels are compared. Backward reads x and compares again; of equal maxima
 * the first in row-major order has the gradient, as in PyTorch.
 */
public final class MaxPool extends Pool {
    /** @throws IllegalArgumentException if some window would cover no real pixel */
    public MaxPool(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight,
            int strideWidth, int padTop, int padLeft) {
        super(workspace, x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft);
    }

    @Override
    void forwardWindows(int row, int column, Windows windows, int inAt, int outAt, int count) {
        kernels.windowMax(arena, x + inAt, windows, arena, y + outAt, count);
    }

    @Override
    void backwardWindows(int row, int column, Windows windows, int inAt, int outAt, int count) {
        kernels.windowMaxGradient(arena, x + inAt, windows, arena, dy + outAt, count, arena, dx + inAt);
    }
}
