package dev.cnnc.runtime.kernel;

/**
 * Primitives on runs of floats, apart from products. Both forms, plain loops and vectors, do the same operations in
 * the same order on every element, so that their results have the same bits.
 *
 * <p>An array argument comes with the index of its first element; {@code n} is how many elements, zero allowed.
 * Ranges that are read and written may coincide exactly, but not overlap otherwise. A run of {@code pixels} has
 * {@code channels} floats for each pixel; both are at least 1.
 */
public abstract class ElementKernels {
    /**
     * Sums over pixels start a new partial sum after this many, which keeps the rounding error of long sums small;
     * N. Higham, "The accuracy of floating point summation", SIAM J. Sci. Comput. 14 (1993).
     */
    public static final int SUM_BLOCK = 64;
    /**
     * In the sums of a normalisation after this many: what vectors of four rows add up in registers. Its callers sum
     * short runs of pixels and put them together in double precision.
     */
    public static final int SUM_ROWS = 4;

    /** The same where a rectifier's derivative is in it. */
    public static final int RECTIFIED_ROWS = 2;

    /** {@code a = f(a)}. */
    public final void activate(ActivationKind kind, float alpha, float[] a, int from, int n) {
        if (kind != ActivationKind.NONE) {
            activateTo(kind, alpha, a, from, a, from, n);
        }
    }

    /** {@code y = f(x)}. */
    public abstract void activateTo(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n);

    /**
     * {@code dy *= f'}. Kinds with {@link ActivationKind#derivativeFromOutput()} read y, the others x; the array that
     * is not read may be null.
     */
    public abstract void derivative(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt,
            float[] dy, int dyAt, int n);

    /** {@code y = exp(x - shift)}. */
    public abstract void expMinus(float[] x, int xAt, float shift, float[] y, int yAt, int n);

    /** {@code y = (x * factor + shift)^exponent}, the base being positive: see {@link ScalarFunctions#power}. */
    public abstract void power(float[] x, int xAt, float factor, float shift, float exponent, float[] y, int yAt,
            int n);

    /** {@code y = (x - centre) * factor}. */
    public abstract void standardise(float[] x, int xAt, float centre, float factor, float[] y, int yAt, int n);

    /** {@code y = a + b}. */
    public abstract void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    /** {@code y += x}. */
    public final void addTo(float[] x, int xAt, float[] y, int yAt, int n) {
        add(x, xAt, y, yAt, y, yAt, n);
    }

    /** {@code y = a * b}. */
    public abstract void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    /** {@code y += a * b}, fused. */
    public abstract void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

    /** {@code y = x * factor}. */
    public abstract void scale(float[] x, int xAt, float factor, float[] y, int yAt, int n);

    /** {@code y += x * factor}, fused. */
    public abstract void scaleAdd(float[] x, int xAt, float factor, float[] y, int yAt, int n);

    /** {@code y = x * factor + offset} element by element, with one rounding; factors and offsets begin at 0. */
    public abstract void affine(float[] x, int xAt, float[] factors, float[] offsets, float[] y, int yAt, int n);

    /**
     * {@code y = x * factor}, and times 0 where the element's random number is below {@code threshold}. Element i's
     * number, of 24 bits, is a hash of {@code first + i} under the two keys: see {@link MaskHash}. y may be x.
     */
    public abstract void dropout(float[] x, int xAt, float[] y, int yAt, int n, int first, int key0, int key1,
            int threshold, float factor);

    /** The largest of n elements, n at least 1; NaN if one is. */
    public final float max(float[] x, int at, int n) {
        float max = x[at];
        for (int i = at + 1; i < at + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    /** The sum of n elements, in double precision. */
    public final double sum(float[] x, int at, int n) {
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            sum += x[i];
        }
        return sum;
    }

    /** The sum of products, in double precision. */
    public final double dot(float[] a, int aAt, float[] b, int bAt, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (double) a[aAt + i] * b[bAt + i];
        }
        return sum;
    }

    /** {@code sums[c] =} the sum over pixels of {@code x}. */
    public abstract void channelSums(float[] x, int xAt, int pixels, int channels, float[] sums, int sumsAt);

    /** {@code sums[c] =} the sum over pixels of {@code a * b}. */
    public abstract void channelDots(float[] a, int aAt, float[] b, int bAt, int pixels, int channels, float[] sums,
            int sumsAt);

    /**
     * Sums over pixels against a centre for each channel: {@code sums[c] =} of {@code d = x - centre[c]} and
     * {@code sums[channels + c] =} of {@code d * d}.
     */
    public abstract void channelDeviations(float[] x, int xAt, int pixels, int channels, float[] centre, int centreAt,
            float[] sums, int sumsAt);

    /**
     * Sums over pixels for batch normalisation's gradients: {@code sums[c] =} of {@code dy} and
     * {@code sums[channels + c] =} of {@code dy * (x - centre[c])}.
     */
    public abstract void channelGradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] centre, int centreAt, float[] sums, int sumsAt);

    /**
     * As {@link #channelGradients} with {@code dy} times the rectifier's derivative at
     * {@code (x - centre[c]) * scale[c] + shift[c]}.
     *
     * @param centreScaleShift as {@link #normalise} takes them
     */
    public abstract void rectifiedGradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] centreScaleShift, int at, Rectifier rectifier, float[] sums, int sumsAt);

    /**
     * {@code g =} dy times the rectifier's derivative, which follows from its output y, and the sums of
     * {@link #channelGradients} for g. g may be dy.
     */
    public abstract void sumGradients(float[] x, int xAt, float[] y, int yAt, float[] dy, int dyAt, int pixels,
            int channels, float[] centre, int centreAt, Rectifier rectifier, float[] g, int gAt, float[] sums,
            int sumsAt);

    /** {@code y = x * factors[c]} for every pixel. */
    public abstract void channelScale(float[] x, int xAt, int pixels, int channels, float[] factors, int factorsAt,
            float[] y, int yAt);

    /** {@code y += x * factors[c]} for every pixel, fused. */
    public abstract void channelScaleAdd(float[] x, int xAt, int pixels, int channels, float[] factors,
            int factorsAt, float[] y, int yAt);

    /**
     * {@code y = (x - centre[c]) * scale[c] + shift[c]} for every pixel.
     *
     * @param centreScaleShift the three, {@code channels} floats each, one after another from {@code at}
     */
    public abstract void normalise(float[] x, int xAt, int pixels, int channels, float[] centreScaleShift, int at,
            float[] y, int yAt);

    /**
     * {@code dx = dy * a[c] + (x - centre[c]) * b[c] + d[c]} for every pixel, added to dx if {@code accumulate}.
     *
     * @param coefficients centre, a, b and d, {@code channels} floats each, one after another from {@code at}
     */
    public abstract void normaliseGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] coefficients, int at, boolean accumulate, float[] dx, int dxAt);

    /** The rectifier of what {@link #normalise} computes. */
    public abstract void rectify(float[] x, int xAt, int pixels, int channels, float[] centreScaleShift, int at,
            Rectifier rectifier, float[] y, int yAt);

    /** The rectifier of what {@link #normalise} computes plus r. */
    public abstract void rectifySum(float[] x, int xAt, float[] r, int rAt, int pixels, int channels,
            float[] centreScaleShift, int at, Rectifier rectifier, float[] y, int yAt);

    /**
     * {@link #normaliseGradient} of {@code dy} times the rectifier's derivative at
     * {@code (x - centre[c]) * a[c] + shift[c]}. dx may be dy.
     *
     * @param coefficients centre, a, b, d and shift, {@code channels} floats each, one after another from {@code at}
     */
    public abstract void rectifiedGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] coefficients, int at, Rectifier rectifier, float[] dx, int dxAt);

    /** For every window and channel: {@code y =} the largest of its taps; NaN if one is. */
    public abstract void windowMax(float[] x, int xAt, Windows windows, float[] y, int yAt, int count);

    /**
     * For every window and channel: {@code dx += dy} at the first of the largest taps, and nowhere if one is NaN. dx is
     * laid out as x.
     */
    public abstract void windowMaxGradient(float[] x, int xAt, Windows windows, float[] dy, int dyAt, int count,
            float[] dx, int dxAt);

    /** For every window and channel: {@code y =} the sum of its taps, times {@code factor}. */
    public abstract void windowSum(float[] x, int xAt, Windows windows, float factor, float[] y, int yAt, int count);

    /** For every window and channel: {@code dx += dy * factor} at every tap, dx being laid out as windowSum's x. */
    public abstract void windowSpread(float[] dy, int dyAt, int count, float factor, Windows windows, float[] dx,
            int dxAt);
}
