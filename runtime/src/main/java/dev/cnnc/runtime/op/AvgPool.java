package dev.cnnc.runtime.op;

public final class AvgPool {
    public AvgPool(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight,
            int strideWidth, int padTop, int padLeft, int padBottom, int padRight, boolean countPadding) {
    }

    public void infer(int x, int y) {
        throw new UnsupportedOperationException();
    }

    public void forward(int x, int y) {
        throw new UnsupportedOperationException();
    }

    public void backward(int x, int y, int dx, boolean accumulate, int dy) {
        throw new UnsupportedOperationException();
    }
}
