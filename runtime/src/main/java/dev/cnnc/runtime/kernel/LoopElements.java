package dev.cnnc.runtime.kernel;

import java.util.Arrays;

/** Plain loops. Also what the vector form uses for the elements that fill no vector. */
public final class LoopElements extends ElementKernels {
    private final ThreadLocal<LoopPools> pools = new ThreadLocal<>() {
        @Override
        protected LoopPools initialValue() {
            return new LoopPools();
        }
    };

    @Override
    public void activateTo(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        if (x != y || xAt != yAt) {
            System.arraycopy(x, xAt, y, yAt, n);
        }
        inPlace(kind, alpha, y, yAt, yAt + n);
    }

    /** C2 vectorises a loop over a single array, and so the functions that have a loop of their own. */
    private static void inPlace(ActivationKind kind, float alpha, float[] y, int from, int to) {
        switch (kind) {
            case RELU:
                for (int i = from; i < to; i++) {
                    y[i] = Math.max(y[i], 0);
                }
                break;
            case RELU6:
                for (int i = from; i < to; i++) {
                    y[i] = Math.min(Math.max(y[i], 0), 6);
                }
                break;
            case TANH:
                for (int i = from; i < to; i++) {
                    y[i] = ScalarFunctions.tanh(y[i]);
                }
                break;
            default:
                for (int i = from; i < to; i++) {
                    y[i] = ScalarFunctions.activate(kind, alpha, y[i]);
                }
        }
    }

    @Override
    public void derivative(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, float[] dy,
            int dyAt, int n) {
        float[] v = kind.derivativeFromOutput() ? y : x;
        int vAt = kind.derivativeFromOutput() ? yAt : xAt;
        if (kind == ActivationKind.NONE) {
            return;
        }
        if (kind == ActivationKind.RELU) {
            for (int i = 0; i < n; i++) {
                dy[dyAt + i] *= y[yAt + i] > 0 ? 1 : 0;
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            dy[dyAt + i] *= ScalarFunctions.derivative(kind, alpha, v[vAt + i]);
        }
    }

    @Override
    public void expMinus(float[] x, int xAt, float shift, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = ScalarFunctions.exp(x[xAt + i] - shift);
        }
    }

    @Override
    public void power(float[] x, int xAt, float factor, float shift, float exponent, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = ScalarFunctions.power(Math.fma(x[xAt + i], factor, shift), exponent);
        }
    }

    @Override
    public void standardise(float[] x, int xAt, float centre, float factor, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (x[xAt + i] - centre) * factor;
        }
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    @Override
    public void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i];
        }
    }

    @Override
    public void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(a[aAt + i], b[bAt + i], y[yAt + i]);
        }
    }

    @Override
    public void scale(float[] x, int xAt, float factor, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = x[xAt + i] * factor;
        }
    }

    @Override
    public void affine(float[] x, int xAt, float[] factors, float[] offsets, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(x[xAt + i], factors[i], offsets[i]);
        }
    }

    @Override
    public void scaleAdd(float[] x, int xAt, float factor, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(x[xAt + i], factor, y[yAt + i]);
        }
    }

    @Override
    public void dropout(float[] x, int xAt, float[] y, int yAt, int n, int first, int key0, int key1, int threshold,
            float factor) {
        int[] factors = MaskHash.scratch();
        for (int done = 0; done < n; done += MaskHash.BLOCK) {
            int now = Math.min(MaskHash.BLOCK, n - done);
            MaskHash.factors(first + done, key0, key1, threshold, factor, factors, now);
            for (int i = 0; i < now; i++) {
                y[yAt + done + i] = x[xAt + done + i] * Float.intBitsToFloat(factors[i]);
            }
        }
    }

    @Override
    public void channelSums(float[] x, int xAt, int pixels, int channels, float[] sums, int sumsAt) {
        LoopChannels.sums(x, xAt, pixels, channels, 0, sums, sumsAt);
    }

    @Override
    public void channelDots(float[] a, int aAt, float[] b, int bAt, int pixels, int channels, float[] sums,
            int sumsAt) {
        LoopChannels.dots(a, aAt, b, bAt, pixels, channels, 0, sums, sumsAt);
    }

    @Override
    public void channelDeviations(float[] x, int xAt, int pixels, int channels, float[] centre, int centreAt,
            float[] sums, int sumsAt) {
        Arrays.fill(sums, sumsAt, sumsAt + 2 * channels, 0);
        LoopNormalisation.deviations(x, xAt, pixels, channels, 0, centre, centreAt, sums, sumsAt);
    }

    @Override
    public void channelGradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] centre,
            int centreAt, float[] sums, int sumsAt) {
        Arrays.fill(sums, sumsAt, sumsAt + 2 * channels, 0);
        LoopNormalisation.gradients(x, xAt, dy, dyAt, pixels, channels, 0, centre, centreAt, sums, sumsAt);
    }

    @Override
    public void channelScale(float[] x, int xAt, int pixels, int channels, float[] factors, int factorsAt, float[] y,
            int yAt) {
        LoopChannels.scale(x, xAt, pixels, channels, 0, factors, factorsAt, y, yAt);
    }

    @Override
    public void channelScaleAdd(float[] x, int xAt, int pixels, int channels, float[] factors, int factorsAt,
            float[] y, int yAt) {
        LoopChannels.scaleAdd(x, xAt, pixels, channels, 0, factors, factorsAt, y, yAt);
    }

    @Override
    public void normalise(float[] x, int xAt, int pixels, int channels, float[] centreScaleShift, int at, float[] y,
            int yAt) {
        LoopNormalisation.normalise(x, xAt, pixels, channels, 0, centreScaleShift, at, y, yAt);
    }

    @Override
    public void normaliseGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] coefficients, int at, boolean accumulate, float[] dx, int dxAt) {
        LoopNormalisation.normaliseGradient(x, xAt, dy, dyAt, pixels, channels, 0, coefficients, at, accumulate, dx,
                dxAt);
    }

    @Override
    public void rectifiedGradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] centreScaleShift, int at, Rectifier rectifier, float[] sums, int sumsAt) {
        Arrays.fill(sums, sumsAt, sumsAt + 2 * channels, 0);
        LoopNormalisation.rectifiedGradients(x, xAt, dy, dyAt, pixels, channels, 0, centreScaleShift, at, rectifier,
                sums, sumsAt);
    }

    @Override
    public void rectify(float[] x, int xAt, int pixels, int channels, float[] centreScaleShift, int at,
            Rectifier rectifier, float[] y, int yAt) {
        LoopNormalisation.rectify(x, xAt, pixels, channels, 0, centreScaleShift, at, rectifier, y, yAt);
    }

    @Override
    public void rectifySum(float[] x, int xAt, float[] r, int rAt, int pixels, int channels,
            float[] centreScaleShift, int at, Rectifier rectifier, float[] y, int yAt) {
        LoopNormalisation.rectifySum(x, xAt, r, rAt, pixels, channels, 0, centreScaleShift, at, rectifier, y, yAt);
    }

    @Override
    public void sumGradients(float[] x, int xAt, float[] y, int yAt, float[] dy, int dyAt, int pixels, int channels,
            float[] centre, int centreAt, Rectifier rectifier, float[] g, int gAt, float[] sums, int sumsAt) {
        Arrays.fill(sums, sumsAt, sumsAt + 2 * channels, 0);
        LoopNormalisation.sumGradients(x, xAt, y, yAt, dy, dyAt, pixels, channels, 0, centre, centreAt, rectifier, g,
                gAt, sums, sumsAt);
    }

    @Override
    public void rectifiedGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] coefficients, int at, Rectifier rectifier, float[] dx, int dxAt) {
        LoopNormalisation.rectifiedGradient(x, xAt, dy, dyAt, pixels, channels, 0, coefficients, at, rectifier, dx,
                dxAt);
    }

    @Override
    public void windowMax(float[] x, int xAt, Windows windows, float[] y, int yAt, int count) {
        pools.get().max(x, xAt, windows, y, yAt, count);
    }

    @Override
    public void windowMaxGradient(float[] x, int xAt, Windows windows, float[] dy, int dyAt, int count, float[] dx,
            int dxAt) {
        LoopWindows.maxGradient(x, xAt, windows, 0, dy, dyAt, count, dx, dxAt);
    }

    @Override
    public void windowSum(float[] x, int xAt, Windows windows, float factor, float[] y, int yAt, int count) {
        if (windows.height() == 2 && windows.width() == 2) {
            LoopWindows.sum(x, xAt, windows, 0, factor, y, yAt, count);
        } else {
            pools.get().sum(x, xAt, windows, factor, y, yAt, count);
        }
    }

    @Override
    public void windowSpread(float[] dy, int dyAt, int count, float factor, Windows windows, float[] dx, int dxAt) {
        LoopWindows.spread(dy, dyAt, count, factor, windows, 0, dx, dxAt);
    }
}
