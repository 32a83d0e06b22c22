package dev.cnnc.runtime.kernel;

/**
 * The constants of the elementary functions, for the scalar and the vector form alike. Each polynomial is the minimax
 * fit of the given relative error on the given interval (Lawson's iteration), its coefficients rounded to float.
 *
 * <p>The exponential reduces its argument as W. Cody and W. Waite do ("Software Manual for the Elementary Functions",
 * 1980): {@code x = n log 2 + r}, log 2 in two pieces.
 */
public final class Coefficients {
    /** Beyond these arguments exp is infinite, or given as zero: already results below 1.7e-38 are. */
    public static final float EXP_MAX = 89;
    public static final float EXP_MIN = -87.5f;
    /** Below this, {@code exp(x) - 1} is -1 in float and {@code 2^n} still a normal number. */
    public static final float EXPM1_MIN = -87;

    public static final float LOG2_E = 1.44269504f;
    public static final float LOG_2_HIGH = 0.69314718f;
    public static final float LOG_2_LOW = (float) (0.6931471805599453 - (double) LOG_2_HIGH);
    /**
     * Added to a float of moderate size, these leave the nearest whole number n in the low bits, with an exponent's
     * bias added: shifted left by 23, the bits are those of {@code 2^n}, or of {@code 2^(n - 1)} for a wider range.
     */
    public static final float ROUND = 12582912f + 127;
    public static final float ROUND_HALF = 12582912f + 126;

    /** {@code (exp(r) - 1 - r) / r^2} for |r| up to log(2)/2; error of exp(r) - 1: 1.3e-8 of r. */
    public static final float EXP_0 = 0.5f;
    public static final float EXP_1 = 0.16666543f;
    public static final float EXP_2 = 0.04166628f;
    public static final float EXP_3 = 0.008366584f;
    public static final float EXP_4 = 0.0013946448f;

    /** {@code (log((1 + s) / (1 - s)) - 2 s) / s^3} in {@code s^2} up to 1/9; error of the logarithm: 5e-9. */
    public static final float LOG_0 = 0.66666412f;
    public static final float LOG_1 = 0.400217f;
    public static final float LOG_2 = 0.27999139f;
    public static final float LOG_3 = 0.28024465f;

    /**
     * The normal distribution's upper tail: {@code Phi(-a) = exp(-a^2 / 2) t Q(t)} with
     * {@code t = 1 / (1 + TAIL a)}, for a from 0 to 14.5; error 3e-9. The form is that of M. Abramowitz and I. Stegun,
     * "Handbook of Mathematical Functions", 7.1.26, at a higher degree.
     */
    public static final float TAIL = 0.24f;
    public static final float TAIL_0 = 0.09574213f;
    public static final float TAIL_1 = 0.095856175f;
    public static final float TAIL_2 = 0.0889428f;
    public static final float TAIL_3 = 0.0877264f;
    public static final float TAIL_4 = 0.028247902f;
    public static final float TAIL_5 = 0.14129549f;
    public static final float TAIL_6 = -0.14410163f;
    public static final float TAIL_7 = 0.20536472f;
    public static final float TAIL_8 = -0.12459248f;
    public static final float TAIL_9 = 0.025518496f;

    /**
     * {@code tanh(x) = x P(x^2) / Q(x^2)} for |x| up to TANH_MAX, where the quotient has reached 1; error 2.1e-8 of
     * tanh(x), 3.3e-7 (5 ULP) when evaluated in float. Q starts with 1.
     */
    public static final float TANH_MAX = 9.02f;
    public static final float TANH_P0 = 1;
    public static final float TANH_P1 = 0.1337972f;
    public static final float TANH_P2 = 0.003494036f;
    public static final float TANH_P3 = 2.0583502e-5f;
    public static final float TANH_P4 = 1.3319094e-8f;
    public static final float TANH_Q1 = 0.46713033f;
    public static final float TANH_Q2 = 0.02587108f;
    public static final float TANH_Q3 = 3.2830951e-4f;
    public static final float TANH_Q4 = 7.76203e-7f;

    /** {@code 1 / sqrt(2 pi)}. */
    public static final float NORMAL_DENSITY = 0.3989423f;

    /** GELU's tanh form is {@code x sigmoid(w)}, {@code w = GELU_LINEAR x + GELU_CUBIC x^3}. */
    public static final float GELU_LINEAR = 1.5957691216057308f;
    public static final float GELU_CUBIC = 0.07135481627260025f;
    /** Where x^2 is larger, the sigmoid is 0 or 1, and the derivative of w must only not overflow. */
    public static final float GELU_SQUARE_MAX = 1e4f;

    /** The bits of sqrt(1/2): taken off those of a float, they leave the exponent of the nearest power of two. */
    public static final int SQRT_HALF_BITS = 0x3F3504F3;
    /** A float whose low bits count up by one for each whole number added to it. */
    public static final float WHOLE = 12582912f;
    public static final int WHOLE_BITS = 0x4B400000;

    /** SELU's constants, from the paper. */
    public static final float SELU_SCALE = 1.0507009873554805f;
    public static final float SELU_ALPHA = 1.0507009873554805f * 1.6732632423543772f;

    private Coefficients() {
    }
}
