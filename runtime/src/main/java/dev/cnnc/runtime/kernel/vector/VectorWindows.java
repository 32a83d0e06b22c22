package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorFunctions.*;

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
        int height = windows.height();
        int width = windows.width();
        int channels = windows.channels();
        int rowStride = windows.rowStride();
        int step = windows.step();
        int w = 0;
        do {
            int c = 0;
            do {
                FloatVector max = broadcast(Float.NEGATIVE_INFINITY);
                int row = 0;
                int rowAt = xAt + w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        max = max.max(load(x, tap));
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
        int height = windows.height();
        int width = windows.width();
        int channels = windows.channels();
        int rowStride = windows.rowStride();
        int step = windows.step();
        int w = 0;
        do {
            int c = 0;
            do {
                FloatVector max = broadcast(Float.NEGATIVE_INFINITY);
                int row = 0;
                int rowAt = w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        max = max.max(load(x, xAt + tap));
                        tap += channels;
                    } while (++column < width);
                    rowAt += rowStride;
                } while (++row < height);
                FloatVector left = load(dy, dyAt + w * channels + c);
                row = 0;
                rowAt = w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        VectorMask<Float> hit = load(x, xAt + tap).compare(VectorOperators.EQ, max);
                        load(dx, dxAt + tap).add(broadcast(0).blend(left, hit)).intoArray(dx, dxAt + tap);
                        left = left.blend(0, hit);
                        tap += channels;
                    } while (++column < width);
                    rowAt += rowStride;
                } while (++row < height);
                c += LANES;
            } while (c <= channels - LANES);
        } while (++w < count);
    }

    static void sum(float[] x, int xAt, Windows windows, float factor, float[] y, int yAt, int count) {
        int height = windows.height();
        int width = windows.width();
        int channels = windows.channels();
        int rowStride = windows.rowStride();
        int step = windows.step();
        int w = 0;
        do {
            int c = 0;
            do {
                FloatVector sum = broadcast(0);
                int row = 0;
                int rowAt = xAt + w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        sum = sum.add(load(x, tap));
                        tap += channels;
                    } while (++column < width);
                    rowAt += rowStride;
                } while (++row < height);
                sum.mul(factor).intoArray(y, yAt + w * channels + c);
                c += LANES;
            } while (c <= channels - LANES);
        } while (++w < count);
    }

    static void spread(float[] dy, int dyAt, int count, float factor, Windows windows, float[] dx, int dxAt) {
        int height = windows.height();
        int width = windows.width();
        int channels = windows.channels();
        int rowStride = windows.rowStride();
        int step = windows.step();
        int w = 0;
        do {
            int c = 0;
            do {
                FloatVector g = load(dy, dyAt + w * channels + c).mul(factor);
                int row = 0;
                int rowAt = dxAt + w * step + c;
                do {
                    int column = 0;
                    int tap = rowAt;
                    do {
                        load(dx, tap).add(g).intoArray(dx, tap);
                        tap += channels;
                    } while (++column < width);
                    rowAt += rowStride;
                } while (++row < height);
                c += LANES;
            } while (c <= channels - LANES);
        } while (++w < count);
    }
}
