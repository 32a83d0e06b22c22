package dev.cnnc.runtime.op;

public final class Add {
    public Add(Workspace workspace, int size) {
    }

    public void infer(int a, int b, int y) {
        throw new UnsupportedOperationException();
    }

    public void forward(int a, int b, int y) {
        throw new UnsupportedOperationException();
    }

    public void backward(int dx, boolean accumulate, int dy) {
        throw new UnsupportedOperationException();
    }
}
