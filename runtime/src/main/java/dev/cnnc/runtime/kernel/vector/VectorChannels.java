package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.*;

import dev.cnnc.runtime.kernel.ElementKernels;
import jdk.incubator.vector.FloatVector;

/**
 * Vectors of channels over pixels. Every method does the whole vectors of channels, of which there must be at least
 * one, and leaves the rest to {@link dev.cnnc.runtime.kernel.LoopChannels}. Totals of blocks are kept in memory: a
 * vector carried through two loops, one in the other, would live on the heap on JDK 17.
 */
final class VectorChannels {
    private static final int BLOCK = ElementKernels.SUM_BLOCK;

    private VectorChannels() {
    }

    static void sums(float[] x, int xAt, int pixels, int channels, float[] sums, int sumsAt) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int c = 0;
        do {
            int at = xAt + c;
            int left = pixels;
            zero.intoArray(sums, sumsAt + c);
            do {
                FloatVector sum = zero;
                int block = Math.min(left, BLOCK);
                left -= block;
                do {
                    sum = sum.add(FloatVector.fromArray(FLOATS, x, at));
                    at += channels;
                } while (--block > 0);
                FloatVector.fromArray(FLOATS, sums, sumsAt + c).add(sum).intoArray(sums, sumsAt + c);
            } while (left > 0);
            c += LANES;
        } while (c <= channels - LANES);
    }

    static void dots(float[] a, int aAt, float[] b, int bAt, int pixels, int channels, float[] sums, int sumsAt) {
        FloatVector zero = FloatVector.broadcast(FLOATS, 0);
        int c = 0;
        do {
            int at = c;
            int left = pixels;
            zero.intoArray(sums, sumsAt + c);
            do {
                FloatVector sum = zero;
                int block = Math.min(left, BLOCK);
                left -= block;
                do {
                    FloatVector first = FloatVector.fromArray(FLOATS, a, aAt + at);
                    sum = first.fma(FloatVector.fromArray(FLOATS, b, bAt + at), sum);
                    at += channels;
                } while (--block > 0);
                FloatVector.fromArray(FLOATS, sums, sumsAt + c).add(sum).intoArray(sums, sumsAt + c);
            } while (left > 0);
            c += LANES;
        } while (c <= channels - LANES);
    }

    static void scale(float[] x, int xAt, int pixels, int channels, float[] factors, int factorsAt, float[] y,
            int yAt) {
        int p = 0;
        int pixel = 0;
        do {
            int c = 0;
            do {
                FloatVector factor = FloatVector.fromArray(FLOATS, factors, factorsAt + c);
                FloatVector.fromArray(FLOATS, x, xAt + pixel + c).mul(factor).intoArray(y, yAt + pixel + c);
                c += LANES;
            } while (c <= channels - LANES);
            pixel += channels;
        } while (++p < pixels);
    }

    static void scaleAdd(float[] x, int xAt, int pixels, int channels, float[] factors, int factorsAt, float[] y,
            int yAt) {
        int p = 0;
        int pixel = 0;
        do {
            int c = 0;
            do {
                FloatVector old = FloatVector.fromArray(FLOATS, y, yAt + pixel + c);
                FloatVector factor = FloatVector.fromArray(FLOATS, factors, factorsAt + c);
                FloatVector.fromArray(FLOATS, x, xAt + pixel + c).fma(factor, old).intoArray(y, yAt + pixel + c);
                c += LANES;
            } while (c <= channels - LANES);
            pixel += channels;
        } while (++p < pixels);
    }
}
