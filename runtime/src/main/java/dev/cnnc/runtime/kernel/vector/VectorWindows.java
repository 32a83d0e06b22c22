package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import dev.cnnc.runtime.kernel.Windows;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Vectors of channels over windows. Every method does the whole vectors of channels, of which there must be at least
 * one, for at least one window, and leaves the rest to {@link dev.cnnc.runtime.kernel.LoopWindows}.
 */
final class VectorWindows {
    private VectorWindows() {
    }

    static void max(float[] x, int xAt, Windows windows, float[] y, int yAt, int count) {
        FloatVector least = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        int height = windows.height();
        int width = windows.width();
        int channels = windows.channels();
        int rowStride = windows.rowStride();
        int step = windows.step();
        int w = 0;
        do {
            int c = 0;
            do {
                FloatVector max = least;
                int row = 0;
                int rowAt = xAt + w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        max = max.max(FloatVector.fromArray(FLOATS, x, tap));
                        tap += channels;
                    } while (++column < width);
                    rowAt += rowStride;
                } while (++row < height);
                max.intoArray(y, yAt + w * channels + c);
                c += LANES;
            } while (c <= channels - LANES);
        } while (++w < count);
    }

    static void maxGradient(float[] x, int xAt, Windows windows, float[] dy, int dyAt, int count, float[] dx,
            int dxAt) {
        // Minus zero changes no number that it is added to, not even minus zero.
        FloatVector nothing = FloatVector.broadcast(FLOATS, -0.0f);
        FloatVector least = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        int height = windows.height();
        int width = windows.width();
        int channels = windows.channels();
        int rowStride = windows.rowStride();
        int step = windows.step();
        int w = 0;
        do {
            int c = 0;
            do {
                FloatVector max = least;
                int row = 0;
                int rowAt = w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        max = max.max(FloatVector.fromArray(FLOATS, x, xAt + tap));
                        tap += channels;
                    } while (++column < width);
                    rowAt += rowStride;
                } while (++row < height);
                FloatVector left = FloatVector.fromArray(FLOATS, dy, dyAt + w * channels + c);
                row = 0;
                rowAt = w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        FloatVector value = FloatVector.fromArray(FLOATS, x, xAt + tap);
                        VectorMask<Float> hit = value.compare(VectorOperators.EQ, max);
                        FloatVector share = nothing.blend(left, hit);
                        FloatVector.fromArray(FLOATS, dx, dxAt + tap).add(share).intoArray(dx, dxAt + tap);
                        left = left.blend(nothing, hit);
                        tap += channels;
                    } while (++column < width);
                    rowAt += rowStride;
                } while (++row < height);
                c += LANES;
            } while (c <= channels - LANES);
        } while (++w < count);
    }

    static void sum(float[] x, int xAt, Windows windows, float factor, float[] y, int yAt, int count) {
        if (windows.height() == 2 && windows.width() == 2) {
            sumOfFour(x, xAt, windows, factor, y, yAt, count);
            return;
        }
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        int height = windows.height();
        int width = windows.width();
        int channels = windows.channels();
        int rowStride = windows.rowStride();
        int step = windows.step();
        int w = 0;
        do {
            int c = 0;
            do {
                FloatVector sum = zero;
                int row = 0;
                int rowAt = xAt + w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        sum = sum.add(FloatVector.fromArray(FLOATS, x, tap));
                        tap += channels;
                    } while (++column < width);
                    rowAt += rowStride;
                } while (++row < height);
                sum.mul(factors).intoArray(y, yAt + w * channels + c);
                c += LANES;
            } while (c <= channels - LANES);
        } while (++w < count);
    }

    /** The most common window, whose loops would take longer than its sums. */
    private static void sumOfFour(float[] x, int xAt, Windows windows, float factor, float[] y, int yAt, int count) {
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        int channels = windows.channels();
        int rowStride = windows.rowStride();
        for (int w = 0; w < count; w++) {
            int above = xAt + w * windows.step();
            int below = above + rowStride;
            int to = yAt + w * channels;
            for (int c = 0; c <= channels - LANES || c == 0; c += LANES) {
                FloatVector sum = FloatVector.fromArray(FLOATS, x, above + c)
                        .add(FloatVector.fromArray(FLOATS, x, above + channels + c))
                        .add(FloatVector.fromArray(FLOATS, x, below + c))
                        .add(FloatVector.fromArray(FLOATS, x, below + channels + c));
                sum.mul(factors).intoArray(y, to + c);
            }
        }
    }

    static void spread(float[] dy, int dyAt, int count, float factor, Windows windows, float[] dx, int dxAt) {
        FloatVector factors = FloatVector.broadcast(FLOATS, factor);
        int height = windows.height();
        int width = windows.width();
        int channels = windows.channels();
        int rowStride = windows.rowStride();
        int step = windows.step();
        int w = 0;
        do {
            int c = 0;
            do {
                FloatVector g = FloatVector.fromArray(FLOATS, dy, dyAt + w * channels + c).mul(factors);
                int row = 0;
                int rowAt = dxAt + w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        FloatVector.fromArray(FLOATS, dx, tap).add(g).intoArray(dx, tap);
                        tap += channels;
                    } while (++column < width);
                    rowAt += rowStride;
                } while (++row < height);
                c += LANES;
            } while (c <= channels - LANES);
        } while (++w < count);
    }
}
