package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A window of 3x3 that slides along the rows of one vector of channels, with its nine weights in registers. A column of
 * three pixels is loaded once, not once for each of the outputs that it reaches; {@link VectorProducts} says how such a
 * method is written.
 */
final class DepthwiseRows {
    private DepthwiseRows() {
    }

    /** With steps of one column: every column contributes to three outputs, of which two are under way. */
    static void one(int rows, int columns, int channels, float[] x, int x0, int xRow, int xStep, float[] w, int w0,
            float[] y, int y0, int yRow, int yColumn, float low, float high) {
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
        int row = 0;
        do {
            int a = x0;
            int b = x0 + xRow;
            int c = x0 + 2 * xRow;
            FloatVector xa = FloatVector.fromArray(SPECIES, x, a);
            FloatVector xb = FloatVector.fromArray(SPECIES, x, b);
            FloatVector xc = FloatVector.fromArray(SPECIES, x, c);
            FloatVector next = xc.fma(w20, xb.fma(w10, xa.fma(w00, bias)));
            xa = FloatVector.fromArray(SPECIES, x, a + channels);
            xb = FloatVector.fromArray(SPECIES, x, b + channels);
            xc = FloatVector.fromArray(SPECIES, x, c + channels);
            next = xc.fma(w21, xb.fma(w11, xa.fma(w01, next)));
            FloatVector later = xc.fma(w20, xb.fma(w10, xa.fma(w00, bias)));
            int to = y0;
            int column = 0;
            do {
                a += channels;
                b += channels;
                c += channels;
                xa = FloatVector.fromArray(SPECIES, x, a + channels);
                xb = FloatVector.fromArray(SPECIES, x, b + channels);
                xc = FloatVector.fromArray(SPECIES, x, c + channels);
                FloatVector s = xc.fma(w22, xb.fma(w12, xa.fma(w02, next)));
                next = xc.fma(w21, xb.fma(w11, xa.fma(w01, later)));
                later = xc.fma(w20, xb.fma(w10, xa.fma(w00, bias)));
                s.blend(low, s.compare(VectorOperators.LT, low)).blend(high, s.compare(VectorOperators.GT, high))
                        .intoArray(y, to);
                to += yColumn;
            } while (++column < columns);
            x0 += xStep;
            y0 += yRow;
        } while (++row < rows);
    }

    /** With steps of two columns: the last column of an output is the first of the next. */
    static void two(int rows, int columns, int channels, float[] x, int x0, int xRow, int xStep, float[] w, int w0,
            float[] y, int y0, int yRow, int yColumn, float low, float high) {
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
        int row = 0;
        do {
            int a = x0;
            int b = x0 + xRow;
            int c = x0 + 2 * xRow;
            FloatVector xa = FloatVector.fromArray(SPECIES, x, a);
            FloatVector xb = FloatVector.fromArray(SPECIES, x, b);
            FloatVector xc = FloatVector.fromArray(SPECIES, x, c);
            FloatVector first = xc.fma(w20, xb.fma(w10, xa.fma(w00, bias)));
            int to = y0;
            int column = 0;
            do {
                xa = FloatVector.fromArray(SPECIES, x, a + channels);
                xb = FloatVector.fromArray(SPECIES, x, b + channels);
                xc = FloatVector.fromArray(SPECIES, x, c + channels);
                FloatVector s = xc.fma(w21, xb.fma(w11, xa.fma(w01, first)));
                a += 2 * channels;
                b += 2 * channels;
                c += 2 * channels;
                xa = FloatVector.fromArray(SPECIES, x, a);
                xb = FloatVector.fromArray(SPECIES, x, b);
                xc = FloatVector.fromArray(SPECIES, x, c);
                s = xc.fma(w22, xb.fma(w12, xa.fma(w02, s)));
                first = xc.fma(w20, xb.fma(w10, xa.fma(w00, bias)));
                s.blend(low, s.compare(VectorOperators.LT, low)).blend(high, s.compare(VectorOperators.GT, high))
                        .intoArray(y, to);
                to += yColumn;
            } while (++column < columns);
            x0 += xStep;
            y0 += yRow;
        } while (++row < rows);
    }
}
