package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.kernel.ElementKernels;
import dev.cnnc.runtime.kernel.LoopChannels;
import dev.cnnc.runtime.kernel.LoopElements;
import dev.cnnc.runtime.kernel.LoopNormalisation;
import dev.cnnc.runtime.kernel.LoopWindows;
import dev.cnnc.runtime.kernel.Rectifier;
import dev.cnnc.runtime.kernel.Windows;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** Whole vectors here, and the elements or channels that fill none through the plain loops. */
public final class VectorElements extends ElementKernels {
    private final LoopElements loops = new LoopElements();

    @Override
    public void activateTo(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        int i = rest(n);
        if (i > 0) {
            VectorActivations.apply(kind, alpha, x, xAt, y, yAt, i);
        }
        loops.activateTo(kind, alpha, x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void derivative(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, float[] dy,
            int dyAt, int n) {
        boolean output = kind.derivativeFromOutput();
        int i = rest(n);
        if (i > 0) {
            VectorDerivatives.apply(kind, alpha, output ? y : x, output ? yAt : xAt, dy, dyAt, i);
        }
        loops.derivative(kind, alpha, x, xAt + i, y, yAt + i, dy, dyAt + i, n - i);
    }

    @Override
    public void expMinus(float[] x, int xAt, float shift, float[] y, int yAt, int n) {
        int i = rest(n);
        if (i > 0) {
            FloatVector shifts = FloatVector.broadcast(FLOATS, shift);
            for (int at = 0; at < i; at += LANES) {
                FloatVector.fromArray(FLOATS, x, xAt + at).sub(shifts).intoArray(y, yAt + at);
            }
            for (int from = 0; from < i; from += BLOCK) {
                VectorExponential.exp(y, yAt + from, y, yAt + from, Math.min(BLOCK, i - from));
            }
        }
        loops.expMinus(x, xAt + i, shift, y, yAt + i, n - i);
    }

    @Override
    public void power(float[] x, int xAt, float factor, float shift, float exponent, float[] y, int yAt, int n) {
        int i = rest(n);
        if (i > 0) {
            FloatVector factors = FloatVector.broadcast(FLOATS, factor);
            FloatVector shifts = FloatVector.broadcast(FLOATS, shift);
            for (int at = 0; at < i; at += LANES) {
                FloatVector.fromArray(FLOATS, x, xAt + at).fma(factors, shifts).intoArray(y, yAt + at);
            }
            for (int from = 0; from < i; from += BLOCK) {
                VectorExponential.log(y, yAt + from, exponent, Math.min(BLOCK, i - from));
                VectorExponential.exp(y, yAt + from, y, yAt + from, Math.min(BLOCK, i - from));
            }
        }
        loops.power(x, xAt + i, factor, shift, exponent, y, yAt + i, n - i);
    }

    @Override
    public void standardise(float[] x, int xAt, float centre, float factor, float[] y, int yAt, int n) {
        FloatVector centres = FloatVector.broadcast(FLOATS, centre);
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i).sub(centres).mul(factors).intoArray(y, yAt + i);
        }
        loops.standardise(x, xAt + i, centre, factor, y, yAt + i, n - i);
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector other = FloatVector.fromArray(FLOATS, b, bAt + i);
            FloatVector.fromArray(FLOATS, a, aAt + i).add(other).intoArray(y, yAt + i);
        }
        loops.add(a, aAt + i, b, bAt + i, y, yAt + i, n - i);
    }

    @Override
    public void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector other = FloatVector.fromArray(FLOATS, b, bAt + i);
            FloatVector.fromArray(FLOATS, a, aAt + i).mul(other).intoArray(y, yAt + i);
        }
        loops.multiply(a, aAt + i, b, bAt + i, y, yAt + i, n - i);
    }

    @Override
    public void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector other = FloatVector.fromArray(FLOATS, b, bAt + i);
            FloatVector old = FloatVector.fromArray(FLOATS, y, yAt + i);
            FloatVector.fromArray(FLOATS, a, aAt + i).fma(other, old).intoArray(y, yAt + i);
        }
        loops.multiplyAdd(a, aAt + i, b, bAt + i, y, yAt + i, n - i);
    }

    @Override
    public void scale(float[] x, int xAt, float factor, float[] y, int yAt, int n) {
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xAt + i).mul(factors).intoArray(y, yAt + i);
        }
        loops.scale(x, xAt + i, factor, y, yAt + i, n - i);
    }

    @Override
    public void affine(float[] x, int xAt, float[] factors, float[] offsets, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector factor = FloatVector.fromArray(FLOATS, factors, i);
            FloatVector offset = FloatVector.fromArray(FLOATS, offsets, i);
            FloatVector.fromArray(FLOATS, x, xAt + i).fma(factor, offset).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.fma(x[xAt + i], factors[i], offsets[i]);
        }
    }

    @Override
    public void scaleAdd(float[] x, int xAt, float factor, float[] y, int yAt, int n) {
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector old = FloatVector.fromArray(FLOATS, y, yAt + i);
            FloatVector.fromArray(FLOATS, x, xAt + i).fma(factors, old).intoArray(y, yAt + i);
        }
        loops.scaleAdd(x, xAt + i, factor, y, yAt + i, n - i);
    }

    @Override
    public void dropout(float[] x, int xAt, float[] y, int yAt, int n, int first, int key0, int key1, int threshold,
            float factor) {
        loops.dropout(x, xAt, y, yAt, n, first, key0, key1, threshold, factor);
    }

    @Override
    public void channelSums(float[] x, int xAt, int pixels, int channels, float[] sums, int sumsAt) {
        if (channels >= LANES) {
            VectorChannels.sums(x, xAt, pixels, channels, sums, sumsAt);
        }
        LoopChannels.sums(x, xAt, pixels, channels, rest(channels), sums, sumsAt);
    }

    @Override
    public void channelDots(float[] a, int aAt, float[] b, int bAt, int pixels, int channels, float[] sums,
            int sumsAt) {
        if (channels >= LANES) {
            VectorChannels.dots(a, aAt, b, bAt, pixels, channels, sums, sumsAt);
        }
        LoopChannels.dots(a, aAt, b, bAt, pixels, channels, rest(channels), sums, sumsAt);
    }

    @Override
    public void channelDeviations(float[] x, int xAt, int pixels, int channels, float[] centre, int centreAt,
            float[] sums, int sumsAt) {
        Arrays.fill(sums, sumsAt, sumsAt + 2 * channels, 0);
        int done = wholeRows(pixels, channels);
        if (done > 0) {
            VectorNormalisation.deviations(x, xAt, done, channels, centre, centreAt, sums, sumsAt);
            LoopNormalisation.deviations(x, xAt, done, channels, rest(channels), centre, centreAt, sums, sumsAt);
        }
        LoopNormalisation.deviations(x, xAt + done * channels, pixels - done, channels, 0, centre, centreAt, sums,
                sumsAt);
    }

    @Override
    public void channelGradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] centre,
            int centreAt, float[] sums, int sumsAt) {
        Arrays.fill(sums, sumsAt, sumsAt + 2 * channels, 0);
        int done = wholeRows(pixels, channels);
        if (done > 0) {
            VectorNormalisation.gradients(x, xAt, dy, dyAt, done, channels, centre, centreAt, sums, sumsAt);
            LoopNormalisation.gradients(x, xAt, dy, dyAt, done, channels, rest(channels), centre, centreAt, sums,
                    sumsAt);
        }
        int last = done * channels;
        LoopNormalisation.gradients(x, xAt + last, dy, dyAt + last, pixels - done, channels, 0, centre, centreAt,
                sums, sumsAt);
    }

    @Override
    public void rectifiedGradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] centreScaleShift, int at, Rectifier rectifier, float[] sums, int sumsAt) {
        Arrays.fill(sums, sumsAt, sumsAt + 2 * channels, 0);
        int done = wholeRows(pixels, channels);
        if (done > 0) {
            VectorRectification.gradients(x, xAt, dy, dyAt, done, channels, centreScaleShift, at, rectifier.slope(),
                    rectifier.high(), sums, sumsAt);
            LoopNormalisation.rectifiedGradients(x, xAt, dy, dyAt, done, channels, rest(channels), centreScaleShift,
                    at, rectifier, sums, sumsAt);
        }
        int last = done * channels;
        LoopNormalisation.rectifiedGradients(x, xAt + last, dy, dyAt + last, pixels - done, channels, 0,
                centreScaleShift, at, rectifier, sums, sumsAt);
    }

    @Override
    public void channelScale(float[] x, int xAt, int pixels, int channels, float[] factors, int factorsAt, float[] y,
            int yAt) {
        if (channels >= LANES) {
            VectorChannels.scale(x, xAt, pixels, channels, factors, factorsAt, y, yAt);
        }
        LoopChannels.scale(x, xAt, pixels, channels, rest(channels), factors, factorsAt, y, yAt);
    }

    @Override
    public void channelScaleAdd(float[] x, int xAt, int pixels, int channels, float[] factors, int factorsAt,
            float[] y, int yAt) {
        if (channels >= LANES) {
            VectorChannels.scaleAdd(x, xAt, pixels, channels, factors, factorsAt, y, yAt);
        }
        LoopChannels.scaleAdd(x, xAt, pixels, channels, rest(channels), factors, factorsAt, y, yAt);
    }

    @Override
    public void normalise(float[] x, int xAt, int pixels, int channels, float[] centreScaleShift, int at, float[] y,
            int yAt) {
        int done = wholeRows(pixels, channels);
        if (done > 0) {
            VectorNormalisation.normalise(x, xAt, done, channels, centreScaleShift, at, y, yAt);
            LoopNormalisation.normalise(x, xAt, done, channels, rest(channels), centreScaleShift, at, y, yAt);
        }
        int last = done * channels;
        LoopNormalisation.normalise(x, xAt + last, pixels - done, channels, 0, centreScaleShift, at, y, yAt + last);
    }

    @Override
    public void rectify(float[] x, int xAt, int pixels, int channels, float[] centreScaleShift, int at,
            Rectifier rectifier, float[] y, int yAt) {
        int done = wholeRows(pixels, channels);
        if (done > 0) {
            VectorRectification.rectify(x, xAt, done, channels, centreScaleShift, at, rectifier.slope(),
                    rectifier.high(), y, yAt);
            LoopNormalisation.rectify(x, xAt, done, channels, rest(channels), centreScaleShift, at, rectifier, y, yAt);
        }
        int last = done * channels;
        LoopNormalisation.rectify(x, xAt + last, pixels - done, channels, 0, centreScaleShift, at, rectifier, y,
                yAt + last);
    }

    @Override
    public void rectifySum(float[] x, int xAt, float[] r, int rAt, int pixels, int channels,
            float[] centreScaleShift, int at, Rectifier rectifier, float[] y, int yAt) {
        int done = wholeRows(pixels, channels);
        if (done > 0) {
            VectorRectification.rectifySum(x, xAt, r, rAt, done, channels, centreScaleShift, at, rectifier.slope(),
                    rectifier.high(), y, yAt);
            LoopNormalisation.rectifySum(x, xAt, r, rAt, done, channels, rest(channels), centreScaleShift, at,
                    rectifier, y, yAt);
        }
        int last = done * channels;
        LoopNormalisation.rectifySum(x, xAt + last, r, rAt + last, pixels - done, channels, 0, centreScaleShift, at,
                rectifier, y, yAt + last);
    }

    @Override
    public void sumGradients(float[] x, int xAt, float[] y, int yAt, float[] dy, int dyAt, int pixels, int channels,
            float[] centre, int centreAt, Rectifier rectifier, float[] g, int gAt, float[] sums, int sumsAt) {
        Arrays.fill(sums, sumsAt, sumsAt + 2 * channels, 0);
        int done = wholeRows(pixels, channels);
        if (done > 0) {
            VectorRectification.sumGradients(x, xAt, y, yAt, dy, dyAt, done, channels, centre, centreAt,
                    rectifier.slope(), rectifier.high(), g, gAt, sums, sumsAt);
            LoopNormalisation.sumGradients(x, xAt, y, yAt, dy, dyAt, done, channels, rest(channels), centre, centreAt,
                    rectifier, g, gAt, sums, sumsAt);
        }
        int last = done * channels;
        LoopNormalisation.sumGradients(x, xAt + last, y, yAt + last, dy, dyAt + last, pixels - done, channels, 0,
                centre, centreAt, rectifier, g, gAt + last, sums, sumsAt);
    }

    @Override
    public void normaliseGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] coefficients, int at, boolean accumulate, float[] dx, int dxAt) {
        int done = wholeRows(pixels, channels);
        if (done > 0) {
            if (accumulate) {
                VectorNormalisation.gradientAdd(x, xAt, dy, dyAt, done, channels, coefficients, at, dx, dxAt);
            } else {
                VectorNormalisation.gradient(x, xAt, dy, dyAt, done, channels, coefficients, at, dx, dxAt);
            }
            LoopNormalisation.normaliseGradient(x, xAt, dy, dyAt, done, channels, rest(channels), coefficients, at,
                    accumulate, dx, dxAt);
        }
        int last = done * channels;
        LoopNormalisation.normaliseGradient(x, xAt + last, dy, dyAt + last, pixels - done, channels, 0, coefficients,
                at, accumulate, dx, dxAt + last);
    }

    @Override
    public void rectifiedGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] coefficients, int at, Rectifier rectifier, float[] dx, int dxAt) {
        int done = wholeRows(pixels, channels);
        if (done > 0) {
            VectorRectification.gradient(x, xAt, dy, dyAt, done, channels, coefficients, at, rectifier.slope(),
                    rectifier.high(), dx, dxAt);
            LoopNormalisation.rectifiedGradient(x, xAt, dy, dyAt, done, channels, rest(channels), coefficients, at,
                    rectifier, dx, dxAt);
        }
        int last = done * channels;
        LoopNormalisation.rectifiedGradient(x, xAt + last, dy, dyAt + last, pixels - done, channels, 0, coefficients,
                at, rectifier, dx, dxAt + last);
    }

    @Override
    public void windowMax(float[] x, int xAt, Windows windows, float[] y, int yAt, int count) {
        int channels = windows.channels();
        int whole = inWholeVectors(channels, count);
        if (whole > 0) {
            VectorWindows.max(x, xAt, windows, y, yAt, whole);
        }
        int done = channels < LANES ? Math.max(0, whole) : 0;
        LoopWindows.max(x, xAt + done * windows.step(), windows, rest(channels), y, yAt + done * channels,
                count - done);
    }

    /**
     * How many of {@code count} windows vectors may compute. With fewer channels than lanes a vector computes one and
     * overwrites the next ones with what means nothing, so the last must be left to loops.
     */
    private static int inWholeVectors(int channels, int count) {
        return channels >= LANES ? count : count - (LANES + channels - 1) / channels;
    }

    @Override
    public void windowMaxGradient(float[] x, int xAt, Windows windows, float[] dy, int dyAt, int count, float[] dx,
            int dxAt) {
        if (windows.channels() >= LANES && count > 0) {
            VectorWindows.maxGradient(x, xAt, windows, dy, dyAt, count, dx, dxAt);
        }
        LoopWindows.maxGradient(x, xAt, windows, rest(windows.channels()), dy, dyAt, count, dx, dxAt);
    }

    @Override
    public void windowSum(float[] x, int xAt, Windows windows, float factor, float[] y, int yAt, int count) {
        int channels = windows.channels();
        int whole = inWholeVectors(channels, count);
        if (whole > 0) {
            VectorWindows.sum(x, xAt, windows, factor, y, yAt, whole);
        }
        int done = channels < LANES ? Math.max(0, whole) : 0;
        LoopWindows.sum(x, xAt + done * windows.step(), windows, rest(channels), factor, y, yAt + done * channels,
                count - done);
    }

    @Override
    public void windowSpread(float[] dy, int dyAt, int count, float factor, Windows windows, float[] dx, int dxAt) {
        if (windows.channels() >= LANES && count > 0) {
            VectorWindows.spread(dy, dyAt, count, factor, windows, dx, dxAt);
        }
        LoopWindows.spread(dy, dyAt, count, factor, windows, rest(windows.channels()), dx, dxAt);
    }

    /** How many pixels the normalising vectors do: all but those that are left of groups of four. */
    private static int wholeRows(int pixels, int channels) {
        return channels < LANES ? 0 : pixels - pixels % SUM_ROWS;
    }

    /** The first element or channel that fills no vector. */
    private static int rest(int n) {
        return n - n % LANES;
    }
}
