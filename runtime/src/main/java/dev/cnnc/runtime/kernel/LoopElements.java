package dev.cnnc.runtime.kernel;

public final class LoopElements extends ElementKernels {
    @Override
    public void activate(ActivationKind kind, float alpha, float[] a, int from, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void activateTo(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void derivative(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt,
            float[] dy, int dyAt, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addTo(float[] x, int xAt, float[] y, int yAt, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scale(float[] x, int xAt, float factor, float[] y, int yAt, int n) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scaleAdd(float[] x, int xAt, float factor, float[] y, int yAt, int n) {
        throw new UnsupportedOperationException();
    }
}
