package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.INTS;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Two rows of outputs of a window of 3x3 that reaches one pixel over every edge of the image, for one vector of
 * channels. The rows share the rows of pixels between them, each of which is loaded once; the columns beyond the edges
 * are left out, and a row beyond an edge is a vector of zeros that is read again and again (a step of 0).
 *
 * <p>The bounds are those of {@link IntBounds}: the order of integers is that of floats, except for NaN. So a pair also
 * adds up its results, and says if the sum times zero is not zero: then some are infinite or NaN, or the sum overflows.
 */
final class DepthwisePairs {
    private DepthwisePairs() {
    }

    /**
     * With steps of one pixel.
     *
     * @param columns at least 2
     * @param above   holds the row above both windows, from {@code a} on
     * @param b       where in {@code x} the first of the two rows between begins
     * @param below   holds the row below, from {@code d} on
     * @return 0 if the sum of all results was finite, and so all of them
     */
    static int one(int columns, int channels, float[] above, int a, int aboveStep, float[] x, int b, int xRow,
            float[] below, int d, int belowStep, float[] w, int w0, float[] y, int y1, int y2, int low, int high) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, w0);
        FloatVector w00 = FloatVector.fromArray(SPECIES, w, w0 + channels);
        FloatVector w01 = FloatVector.fromArray(SPECIES, w, w0 + 2 * channels);
        FloatVector w02 = FloatVector.fromArray(SPECIES, w, w0 + 3 * channels);
        FloatVector w10 = FloatVector.fromArray(SPECIES, w, w0 + 4 * channels);
        FloatVector w11 = FloatVector.fromArray(SPECIES, w, w0 + 5 * channels);
        FloatVector w12 = FloatVector.fromArray(SPECIES, w, w0 + 6 * channels);
        FloatVector w20 = FloatVector.fromArray(SPECIES, w, w0 + 7 * channels);
        FloatVector w21 = FloatVector.fromArray(SPECIES, w, w0 + 8 * channels);
        FloatVector w22 = FloatVector.fromArray(SPECIES, w, w0 + 9 * channels);
        FloatVector zero = FloatVector.broadcast(SPECIES, 0);
        IntVector lows = IntVector.broadcast(INTS, low);
        IntVector highs = IntVector.broadcast(INTS, high);
        int c = b + xRow;
        FloatVector next1 = bias;
        FloatVector next2 = bias;
        FloatVector later1 = bias;
        FloatVector later2 = bias;
        FloatVector bad = zero;
        int column = 0;
        do {
            FloatVector xa = FloatVector.fromArray(SPECIES, above, a);
            FloatVector xb = FloatVector.fromArray(SPECIES, x, b);
            FloatVector xc = FloatVector.fromArray(SPECIES, x, c);
            FloatVector xd = FloatVector.fromArray(SPECIES, below, d);
            FloatVector s1 = xc.fma(w22, xb.fma(w12, xa.fma(w02, next1)));
            FloatVector s2 = xd.fma(w22, xc.fma(w12, xb.fma(w02, next2)));
            next1 = xc.fma(w21, xb.fma(w11, xa.fma(w01, later1)));
            next2 = xd.fma(w21, xc.fma(w11, xb.fma(w01, later2)));
            later1 = xc.fma(w20, xb.fma(w10, xa.fma(w00, bias)));
            later2 = xd.fma(w20, xc.fma(w10, xb.fma(w00, bias)));
            bad = bad.add(s1.add(s2));
            // The first pixel only starts the sums.
            if (column > 0) {
                s1.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(y, y1);
                s2.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(y, y2);
                y1 += channels;
                y2 += channels;
            }
            a += aboveStep;
            b += channels;
            c += channels;
            d += belowStep;
        } while (++column < columns);
        bad = bad.add(next1.add(next2));
        next1.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(y, y1);
        next2.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(y, y2);
        return bad.fma(zero, zero).reinterpretAsInts().reduceLanes(VectorOperators.OR);
    }

    /**
     * With steps of two pixels, over an image of an even number of rows and columns.
     *
     * @param above holds the row above both windows, from {@code a} on
     * @param b     where in {@code x} the first of the other four rows begins
     * @return 0 if the sum of all results was finite, and so all of them
     */
    static int two(int columns, int channels, float[] above, int a, int aboveStep, float[] x, int b, int xRow,
            float[] w, int w0, float[] y, int y1, int y2, int low, int high) {
        FloatVector bias = FloatVector.fromArray(SPECIES, w, w0);
        FloatVector w00 = FloatVector.fromArray(SPECIES, w, w0 + channels);
        FloatVector w01 = FloatVector.fromArray(SPECIES, w, w0 + 2 * channels);
        FloatVector w02 = FloatVector.fromArray(SPECIES, w, w0 + 3 * channels);
        FloatVector w10 = FloatVector.fromArray(SPECIES, w, w0 + 4 * channels);
        FloatVector w11 = FloatVector.fromArray(SPECIES, w, w0 + 5 * channels);
        FloatVector w12 = FloatVector.fromArray(SPECIES, w, w0 + 6 * channels);
        FloatVector w20 = FloatVector.fromArray(SPECIES, w, w0 + 7 * channels);
        FloatVector w21 = FloatVector.fromArray(SPECIES, w, w0 + 8 * channels);
        FloatVector w22 = FloatVector.fromArray(SPECIES, w, w0 + 9 * channels);
        FloatVector zero = FloatVector.broadcast(SPECIES, 0);
        IntVector lows = IntVector.broadcast(INTS, low);
        IntVector highs = IntVector.broadcast(INTS, high);
        int c = b + xRow;
        int d = c + xRow;
        int e = d + xRow;
        FloatVector first1 = bias;
        FloatVector first2 = bias;
        FloatVector bad = zero;
        int column = 0;
        do {
            FloatVector xa = FloatVector.fromArray(SPECIES, above, a);
            FloatVector xb = FloatVector.fromArray(SPECIES, x, b);
            FloatVector xc = FloatVector.fromArray(SPECIES, x, c);
            FloatVector xd = FloatVector.fromArray(SPECIES, x, d);
            FloatVector xe = FloatVector.fromArray(SPECIES, x, e);
            FloatVector s1 = xc.fma(w21, xb.fma(w11, xa.fma(w01, first1)));
            FloatVector s2 = xe.fma(w21, xd.fma(w11, xc.fma(w01, first2)));
            xa = FloatVector.fromArray(SPECIES, above, a + aboveStep);
            xb = FloatVector.fromArray(SPECIES, x, b + channels);
            xc = FloatVector.fromArray(SPECIES, x, c + channels);
            xd = FloatVector.fromArray(SPECIES, x, d + channels);
            xe = FloatVector.fromArray(SPECIES, x, e + channels);
            s1 = xc.fma(w22, xb.fma(w12, xa.fma(w02, s1)));
            s2 = xe.fma(w22, xd.fma(w12, xc.fma(w02, s2)));
            first1 = xc.fma(w20, xb.fma(w10, xa.fma(w00, bias)));
            first2 = xe.fma(w20, xd.fma(w10, xc.fma(w00, bias)));
            bad = bad.add(s1.add(s2));
            if (column > 0) {
                y1 += channels;
                y2 += channels;
            }
            s1.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(y, y1);
            s2.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(y, y2);
            a += 2 * aboveStep;
            b += 2 * channels;
            c += 2 * channels;
            d += 2 * channels;
            e += 2 * channels;
        } while (++column < columns);
        return bad.fma(zero, zero).reinterpretAsInts().reduceLanes(VectorOperators.OR);
    }
}
