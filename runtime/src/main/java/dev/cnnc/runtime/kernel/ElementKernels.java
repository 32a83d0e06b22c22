package dev.cnnc.runtime.kernel;

/**
 * Primitives on runs of floats, apart from products. Both forms, plain loops and vectors, do the same operations in
 * the same order on every element, so that their results have the same bits.
 *
 * <p>An array argument comes with the index of its first element; {@code n} is how many elements, zero allowed.
 * Ranges that are read and written may coincide exactly, but not overlap otherwise.
 */
public abstract class ElementKernels {
    /** {@code a = f(a)}. */
    public abstract void activate(ActivationKind kind, float alpha, float[] a, int from, int n);

    /** {@code y = f(x)}. */
    public abstract void activateTo(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n);

    /**
     * {@code dy *= f'}. Kinds with {@link ActivationKind#derivativeFromOutput()} read y, the others x; the array that
     * is not read may be null.
     */
    public abstract void derivative(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt,
            float[] dy, int dyAt, int n);

    /** {@code y = a + b}. */
    public abstract void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    /** {@code y += x}. */
    public abstract void addTo(float[] x, int xAt, float[] y, int yAt, int n);

    /** {@code y = a * b}. */
    public abstract void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    /** {@code y += a * b}, fused. */
    public abstract void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    /** {@code y = x * factor}. */
    public abstract void scale(float[] x, int xAt, float factor, float[] y, int yAt, int n);

    /** {@code y += x * factor}, fused. */
    public abstract void scaleAdd(float[] x, int xAt, float factor, float[] y, int yAt, int n);
}
