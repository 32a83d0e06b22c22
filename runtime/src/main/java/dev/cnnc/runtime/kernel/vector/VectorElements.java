package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorFunctions.*;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.kernel.ElementKernels;
import dev.cnnc.runtime.kernel.LoopChannels;
import dev.cnnc.runtime.kernel.LoopElements;
import dev.cnnc.runtime.kernel.LoopWindows;
import dev.cnnc.runtime.kernel.MaskHash;
import dev.cnnc.runtime.kernel.Windows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Whole vectors here, and the elements or channels that fill none through the plain loops. */
public final class VectorElements extends ElementKernels {
    private static final int[] COUNTING = new int[LANES];

    static {
        for (int i = 0; i < LANES; i++) {
            COUNTING[i] = i;
        }
    }

    private final LoopElements loops = new LoopElements();

    @Override
    public void activateTo(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, int n) {
        int i = n < LANES ? 0 : VectorActivations.apply(kind, alpha, x, xAt, y, yAt, n);
        loops.activateTo(kind, alpha, x, xAt + i, y, yAt + i, n - i);
    }

    @Override
    public void derivative(ActivationKind kind, float alpha, float[] x, int xAt, float[] y, int yAt, float[] dy,
            int dyAt, int n) {
        boolean output = kind.derivativeFromOutput();
        int i = n < LANES ? 0
                : VectorDerivatives.apply(kind, alpha, output ? y : x, output ? yAt : xAt, dy, dyAt, n);
        loops.derivative(kind, alpha, x, xAt + i, y, yAt + i, dy, dyAt + i, n - i);
    }

    @Override
    public void expMinus(float[] x, int xAt, float shift, float[] y, int yAt, int n) {
        int i = 0;
        if (n >= LANES) {
            do {
                exp(load(x, xAt + i).sub(shift)).intoArray(y, yAt + i);
                i += LANES;
            } while (i <= n - LANES);
        }
        loops.expMinus(x, xAt + i, shift, y, yAt + i, n - i);
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        if (n >= LANES) {
            do {
                load(a, aAt + i).add(load(b, bAt + i)).intoArray(y, yAt + i);
                i += LANES;
            } while (i <= n - LANES);
        }
        loops.add(a, aAt + i, b, bAt + i, y, yAt + i, n - i);
    }

    @Override
    public void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        if (n >= LANES) {
            do {
                load(a, aAt + i).mul(load(b, bAt + i)).intoArray(y, yAt + i);
                i += LANES;
            } while (i <= n - LANES);
        }
        loops.multiply(a, aAt + i, b, bAt + i, y, yAt + i, n - i);
    }

    @Override
    public void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        if (n >= LANES) {
            do {
                load(a, aAt + i).fma(load(b, bAt + i), load(y, yAt + i)).intoArray(y, yAt + i);
                i += LANES;
            } while (i <= n - LANES);
        }
        loops.multiplyAdd(a, aAt + i, b, bAt + i, y, yAt + i, n - i);
    }

    @Override
    public void scale(float[] x, int xAt, float factor, float[] y, int yAt, int n) {
        int i = 0;
        if (n >= LANES) {
            do {
                load(x, xAt + i).mul(factor).intoArray(y, yAt + i);
                i += LANES;
            } while (i <= n - LANES);
        }
        loops.scale(x, xAt + i, factor, y, yAt + i, n - i);
    }

    @Override
    public void scaleAdd(float[] x, int xAt, float factor, float[] y, int yAt, int n) {
        int i = 0;
        if (n >= LANES) {
            do {
                load(x, xAt + i).fma(broadcast(factor), load(y, yAt + i)).intoArray(y, yAt + i);
                i += LANES;
            } while (i <= n - LANES);
        }
        loops.scaleAdd(x, xAt + i, factor, y, yAt + i, n - i);
    }

    @Override
    public void dropout(float[] x, int xAt, float[] y, int yAt, int n, int first, int key0, int key1, int threshold,
            float factor) {
        int i = 0;
        if (n >= LANES) {
            IntVector counting = IntVector.fromArray(INTS, COUNTING, 0);
            do {
                IntVector bits = hash(counting.add(first + i), key0, key1);
                // All ones where bits >= threshold: both are below 2^24, so the difference cannot overflow.
                IntVector kept = bits.neg().add(threshold - 1).lanewise(VectorOperators.ASHR, 31);
                FloatVector scaled = load(x, xAt + i).mul(factor);
                scaled.reinterpretAsInts().and(kept).reinterpretAsFloats().intoArray(y, yAt + i);
                i += LANES;
            } while (i <= n - LANES);
        }
        loops.dropout(x, xAt + i, y, yAt + i, n - i, first + i, key0, key1, threshold, factor);
    }

    /** {@link MaskHash#bits} on vectors. */
    private static IntVector hash(IntVector index, int key0, int key1) {
        IntVector h = index.mul(MaskHash.WEYL).add(key0);
        h = xorShift(h, 16).mul(MaskHash.MURMUR_1);
        h = xorShift(h, 13).mul(MaskHash.MURMUR_2);
        h = xorShift(h, 16).add(key1);
        h = xorShift(h, 16).mul(MaskHash.LOWBIAS_1);
        h = xorShift(h, 15).mul(MaskHash.LOWBIAS_2);
        return xorShift(h, 16).lanewise(VectorOperators.LSHR, 8);
    }

    private static IntVector xorShift(IntVector h, int bits) {
        return h.lanewise(VectorOperators.XOR, h.lanewise(VectorOperators.LSHR, bits));
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
        if (channels >= LANES) {
            VectorChannels.deviations(x, xAt, pixels, channels, centre, centreAt, sums, sumsAt);
        }
        LoopChannels.deviations(x, xAt, pixels, channels, rest(channels), centre, centreAt, sums, sumsAt);
    }

    @Override
    public void channelGradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, float[] centre,
            int centreAt, float[] sums, int sumsAt) {
        if (channels >= LANES) {
            VectorChannels.gradients(x, xAt, dy, dyAt, pixels, channels, centre, centreAt, sums, sumsAt);
        }
        LoopChannels.gradients(x, xAt, dy, dyAt, pixels, channels, rest(channels), centre, centreAt, sums, sumsAt);
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
        if (channels >= LANES) {
            VectorChannels.normalise(x, xAt, pixels, channels, centreScaleShift, at, y, yAt);
        }
        LoopChannels.normalise(x, xAt, pixels, channels, rest(channels), centreScaleShift, at, y, yAt);
    }

    @Override
    public void normaliseGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            float[] coefficients, int at, boolean accumulate, float[] dx, int dxAt) {
        if (channels >= LANES && accumulate) {
            VectorChannels.normaliseGradientAdd(x, xAt, dy, dyAt, pixels, channels, coefficients, at, dx, dxAt);
        } else if (channels >= LANES) {
            VectorChannels.normaliseGradient(x, xAt, dy, dyAt, pixels, channels, coefficients, at, dx, dxAt);
        }
        LoopChannels.normaliseGradient(x, xAt, dy, dyAt, pixels, channels, rest(channels), coefficients, at,
                accumulate, dx, dxAt);
    }

    @Override
    public void windowMax(float[] x, int xAt, Windows windows, float[] y, int yAt, int count) {
        if (windows.channels() >= LANES && count > 0) {
            VectorWindows.max(x, xAt, windows, y, yAt, count);
        }
        LoopWindows.max(x, xAt, windows, rest(windows.channels()), y, yAt, count);
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
        if (windows.channels() >= LANES && count > 0) {
            VectorWindows.sum(x, xAt, windows, factor, y, yAt, count);
        }
        LoopWindows.sum(x, xAt, windows, rest(windows.channels()), factor, y, yAt, count);
    }

    @Override
    public void windowSpread(float[] dy, int dyAt, int count, float factor, Windows windows, float[] dx, int dxAt) {
        if (windows.channels() >= LANES && count > 0) {
            VectorWindows.spread(dy, dyAt, count, factor, windows, dx, dxAt);
        }
        LoopWindows.spread(dy, dyAt, count, factor, windows, rest(windows.channels()), dx, dxAt);
    }

    /** The first channel that fills no vector. */
    private static int rest(int channels) {
        return channels - channels % LANES;
    }
}
