package dev.cnnc.runtime.op;

public final class Multiply {
    public Multiply(Workspace workspace, Layout a, Layout b) {
    }

    public void infer(int a, int b, int y) {
        throw new UnsupportedOperationException();
    }

    public void forward(int a, int b, int y) {
        throw new UnsupportedOperationException();
    }

    public void backwardLeft(int a, int b, int da, boolean accumulate, int dy) {
        throw new UnsupportedOperationException();
    }

    public void backwardRight(int a, int b, int db, boolean accumulate, int dy) {
        throw new UnsupportedOperationException();
    }
}
