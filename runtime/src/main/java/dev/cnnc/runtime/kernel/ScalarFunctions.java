package dev.cnnc.runtime.kernel;

import static dev.cnnc.runtime.kernel.Coefficients.*;

/**
 * The elementary functions for one float, in the operations and the order that the vector form uses. NaN gives NaN.
 * Relative errors stay below 2e-7, softplus's below 3e-7.
 */
public final class ScalarFunctions {
    private ScalarFunctions() {
    }

    /** The exponential; zero where the result would be below 1.7e-38, close to the smallest normal float. */
    public static float exp(float x) {
        float clamped = Math.max(Math.min(x, EXP_MAX), EXP_MIN);
        float shifted = Math.fma(clamped, LOG2_E, ROUND_HALF);
        float value = reducedExpm1(clamped, shifted - ROUND_HALF) + 1;
        return (value + value) * powerOfTwo(shifted);
    }

    /** {@code exp(x) - 1} for x up to zero, exact for small x; larger x count as zero. */
    public static float expm1(float x) {
        float clamped = Math.max(Math.min(x, 0), EXPM1_MIN);
        float shifted = Math.fma(clamped, LOG2_E, ROUND);
        float scale = powerOfTwo(shifted);
        return Math.fma(reducedExpm1(clamped, shifted - ROUND), scale, scale - 1);
    }

    private static float reducedExpm1(float x, float n) {
        float r = Math.fma(n, -LOG_2_LOW, Math.fma(n, -LOG_2_HIGH, x));
        float p = Math.fma(EXP_4, r, EXP_3);
        p = Math.fma(p, r, EXP_2);
        p = Math.fma(p, r, EXP_1);
        p = Math.fma(p, r, EXP_0);
        return Math.fma(r * r, p, r);
    }

    /** {@code 2^n}, given n plus {@link Coefficients#ROUND}; or {@code 2^(n - 1)} for the other constant. */
    public static float powerOfTwo(float shifted) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
    }

    /**
     * The n of {@code x = 2^n m} with m from sqrt(1/2) to sqrt(2), x being positive and normal; NaN where x is not
     * finite.
     */
    public static float exponent(float x) {
        int n = (Float.floatToRawIntBits(x) - SQRT_HALF_BITS) >> 23;
        return Float.intBitsToFloat(n + WHOLE_BITS) - WHOLE + (x - x);
    }

    /** The m of {@link #exponent}. */
    public static float significand(float x) {
        int bits = Float.floatToRawIntBits(x);
        return Float.intBitsToFloat(bits - ((bits - SQRT_HALF_BITS) >> 23 << 23));
    }

    /** The logarithm of a positive normal number. */
    private static float log(float x) {
        float n = exponent(x);
        float m = significand(x);
        float s = (m - 1) / (m + 1);
        float z = s * s;
        float p = Math.fma(LOG_3, z, LOG_2);
        p = Math.fma(p, z, LOG_1);
        p = Math.fma(p, z, LOG_0);
        p = Math.fma(s * z, p, s + s);
        return Math.fma(n, LOG_2_HIGH, Math.fma(n, LOG_2_LOW, p));
    }

    /**
     * {@code x^exponent} for a positive normal x. The relative error is below
     * {@code 2e-7 (1 + |exponent log(x)|)}: the logarithm's rounding is multiplied.
     */
    public static float power(float x, float exponent) {
        return exp(log(x) * exponent);
    }

    /** {@code 1 / (1 + exp(-x))}, without overflow for either sign. */
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** The hyperbolic tangent as a quotient of two polynomials, see {@link Coefficients#TANH_MAX}. */
    public static float tanh(float x) {
        float a = Math.min(Math.max(x, -TANH_MAX), TANH_MAX);
        float t = a * a;
        float p = Math.fma(TANH_P4, t, TANH_P3);
        p = Math.fma(p, t, TANH_P2);
        p = Math.fma(p, t, TANH_P1);
        p = Math.fma(p, t, TANH_P0);
        float q = Math.fma(TANH_Q4, t, TANH_Q3);
        q = Math.fma(q, t, TANH_Q2);
        q = Math.fma(q, t, TANH_Q1);
        q = Math.fma(q, t, 1);
        return Math.min(Math.max(a * p / q, -1), 1);
    }

    /** {@code log(1 + exp(x))} as {@code max(x, 0) + log(1 + u)}, u = exp(-|x|). */
    public static float softplus(float x) {
        float u = exp(-Math.abs(x));
        float s = u / (u + 2);
        float z = s * s;
        float p = Math.fma(LOG_3, z, LOG_2);
        p = Math.fma(p, z, LOG_1);
        p = Math.fma(p, z, LOG_0);
        return Math.max(x, 0) + Math.fma(s * z, p, s + s);
    }

    /** The normal distribution function, given {@code e = exp(-x^2 / 2)}. */
    static float normalCdf(float x, float e) {
        float t = 1 / Math.fma(Math.abs(x), TAIL, 1);
        float p = Math.fma(TAIL_9, t, TAIL_8);
        p = Math.fma(p, t, TAIL_7);
        p = Math.fma(p, t, TAIL_6);
        p = Math.fma(p, t, TAIL_5);
        p = Math.fma(p, t, TAIL_4);
        p = Math.fma(p, t, TAIL_3);
        p = Math.fma(p, t, TAIL_2);
        p = Math.fma(p, t, TAIL_1);
        p = Math.fma(p, t, TAIL_0);
        float tail = p * t * e;
        return x < 0 ? tail : 1 - tail;
    }

    /** {@code relu6(x + 3) / 6}. */
    static float hardSigmoid(float x) {
        return Math.min(Math.max(x + 3, 0), 6) * (1 / 6f);
    }

    /** An activation of one value. */
    public static float activate(ActivationKind kind, float alpha, float x) {
        switch (kind) {
            case RELU:
                return Math.max(x, 0);
            case RELU6:
                return Math.min(Math.max(x, 0), 6);
            case LEAKY_RELU:
                return x < 0 ? x * alpha : x;
            case ELU:
                return x < 0 ? expm1(x) * alpha : x;
            case SELU:
                return x < 0 ? expm1(x) * SELU_ALPHA : x * SELU_SCALE;
            case GELU:
                return x * normalCdf(x, exp(x * x * -0.5f));
            case GELU_TANH:
                return x * sigmoid(x * Math.fma(x * x, GELU_CUBIC, GELU_LINEAR));
            case SIGMOID:
                return sigmoid(x);
            case TANH:
                return tanh(x);
            case SOFTPLUS:
                return softplus(x);
            case SILU:
                return x * sigmoid(x);
            case HARD_SIGMOID:
                return hardSigmoid(x);
            case HARD_SWISH:
                return x * hardSigmoid(x);
            default:
                return x;
        }
    }

    /** An activation's derivative at {@code v}: the output where {@link ActivationKind#derivativeFromOutput()}. */
    public static float derivative(ActivationKind kind, float alpha, float v) {
        switch (kind) {
            case RELU:
                return v > 0 ? 1 : 0;
            case RELU6:
                return v > 0 && v < 6 ? 1 : 0;
            case LEAKY_RELU:
                return v > 0 ? 1 : alpha;
            case ELU:
                return v > 0 ? 1 : v + alpha;
            case SELU:
                return v > 0 ? SELU_SCALE : v + SELU_ALPHA;
            case GELU:
                float e = exp(v * v * -0.5f);
                return Math.fma(v * e, NORMAL_DENSITY, normalCdf(v, e));
            case GELU_TANH:
                float g = sigmoid(v * Math.fma(v * v, GELU_CUBIC, GELU_LINEAR));
                float inner = Math.fma(Math.min(v * v, GELU_SQUARE_MAX), 3 * GELU_CUBIC, GELU_LINEAR);
                return Math.fma(v * g * (1 - g), inner, g);
            case SIGMOID:
                return v * (1 - v);
            case TANH:
                return Math.fma(-v, v, 1);
            case SOFTPLUS:
                return sigmoid(v);
            case SILU:
                float s = sigmoid(v);
                return Math.fma(v * s, 1 - s, s);
            case HARD_SIGMOID:
                return v > 0 && v < 1 ? 1 / 6f : 0;
            case HARD_SWISH:
                return v > 3 ? 1 : v < -3 ? 0 : Math.fma(v, 1 / 3f, 0.5f);
            default:
                return 1;
        }
    }
}
