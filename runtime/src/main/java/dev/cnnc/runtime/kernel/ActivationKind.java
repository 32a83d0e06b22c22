package dev.cnnc.runtime.kernel;

/**
 * The element-wise activations, with PyTorch's definitions. {@code alpha} is the slope of {@link #LEAKY_RELU} below
 * zero (not negative) and the scale of {@link #ELU}; the others have no parameter.
 */
public enum ActivationKind {
    /** {@code x}. */
    NONE(true),
    /** {@code max(x, 0)}. */
    RELU(true),
    /** {@code min(max(x, 0), 6)}. */
    RELU6(true),
    /** {@code x > 0 ? x : alpha x}. */
    LEAKY_RELU(true),
    /** {@code x > 0 ? x : alpha (exp(x) - 1)}; Clevert et al., arXiv:1511.07289. */
    ELU(true),
    /** ELU with the two constants that normalise themselves; Klambauer et al., arXiv:1706.02515. */
    SELU(true),
    /** {@code x Phi(x)}, Phi the normal distribution (exact, not the tanh form); arXiv:1606.08415. */
    GELU(false),
    /** {@code x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2}, the same paper's approximation of GELU. */
    GELU_TANH(false),
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID(true),
    /** The hyperbolic tangent. */
    TANH(true),
    /** {@code log(1 + exp(x))}. */
    SOFTPLUS(false),
    /** {@code x sigmoid(x)}; arXiv:1702.03118. */
    SILU(false),
    /** {@code relu6(x + 3) / 6}. */
    HARD_SIGMOID(true),
    /** {@code x relu6(x + 3) / 6}; arXiv:1905.02244. */
    HARD_SWISH(false);

    private final boolean derivativeFromOutput;

    ActivationKind(boolean derivativeFromOutput) {
        this.derivativeFromOutput = derivativeFromOutput;
    }

    /** Whether the derivative follows from the output alone, so that training need not keep the input. */
    public boolean derivativeFromOutput() {
        return derivativeFromOutput;
    }

    /** Whether it does no more than keep its argument within {@link #low()} to {@link #high()}. */
    public boolean clamps() {
        return this == NONE || this == RELU || this == RELU6;
    }

    /** Whether a {@link Rectifier} describes it. */
    public boolean rectifies() {
        return this == RELU || this == RELU6 || this == LEAKY_RELU;
    }

    /** The least value of one that {@link #clamps()}; otherwise and without one negative infinity. */
    public float low() {
        return this == RELU || this == RELU6 ? 0 : Float.NEGATIVE_INFINITY;
    }

    /** The greatest value of one that {@link #clamps()}; otherwise and without one infinity. */
    public float high() {
        return this == RELU6 ? 6 : Float.POSITIVE_INFINITY;
    }
}
