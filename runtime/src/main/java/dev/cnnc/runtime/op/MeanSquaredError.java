package dev.cnnc.runtime.op;

public final class MeanSquaredError {
    public MeanSquaredError(Workspace workspace, int size, float weight) {
    }

    public void forward(int x) {
        throw new UnsupportedOperationException();
    }

    public void backward(int x, int dx, boolean accumulate) {
        throw new UnsupportedOperationException();
    }
}
