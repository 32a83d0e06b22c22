package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.FLOATS;
import static dev.cnnc.runtime.kernel.vector.Lanes.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * Winograd's transform of the products of a tile of 2x2 outputs; see {@link VectorWinograd}.
 */
final class Winograd2Output {
    private Winograd2Output() {
    }

    static void transform(float[] x, int x0, int plane, int xNext, float[] y, int y0, int yRow, int yColumn,
            int yNext, int n, int count) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minusOne = FloatVector.broadcast(FLOATS, -1);
        int tile = 0;
        do {
            int i = 0;
            do {
                int at = x0 + tile * xNext + i;
                int c0 = at;
                FloatVector x00 = FloatVector.fromArray(FLOATS, x, c0);
                FloatVector x10 = FloatVector.fromArray(FLOATS, x, c0 + 4 * plane);
                FloatVector x20 = FloatVector.fromArray(FLOATS, x, c0 + 8 * plane);
                FloatVector x30 = FloatVector.fromArray(FLOATS, x, c0 + 12 * plane);
                FloatVector t00 = x00.fma(one, x10).fma(one, x20);
                FloatVector t10 = x20.fma(minusOne, x10).fma(one, x30);
                int c1 = at + plane;
                FloatVector x01 = FloatVector.fromArray(FLOATS, x, c1);
                FloatVector x11 = FloatVector.fromArray(FLOATS, x, c1 + 4 * plane);
                FloatVector x21 = FloatVector.fromArray(FLOATS, x, c1 + 8 * plane);
                FloatVector x31 = FloatVector.fromArray(FLOATS, x, c1 + 12 * plane);
                FloatVector t01 = x01.fma(one, x11).fma(one, x21);
                FloatVector t11 = x21.fma(minusOne, x11).fma(one, x31);
                int c2 = at + 2 * plane;
                FloatVector x02 = FloatVector.fromArray(FLOATS, x, c2);
                FloatVector x12 = FloatVector.fromArray(FLOATS, x, c2 + 4 * plane);
                FloatVector x22 = FloatVector.fromArray(FLOATS, x, c2 + 8 * plane);
                FloatVector x32 = FloatVector.fromArray(FLOATS, x, c2 + 12 * plane);
                FloatVector t02 = x02.fma(one, x12).fma(one, x22);
                FloatVector t12 = x22.fma(minusOne, x12).fma(one, x32);
                int c3 = at + 3 * plane;
                FloatVector x03 = FloatVector.fromArray(FLOATS, x, c3);
                FloatVector x13 = FloatVector.fromArray(FLOATS, x, c3 + 4 * plane);
                FloatVector x23 = FloatVector.fromArray(FLOATS, x, c3 + 8 * plane);
                FloatVector x33 = FloatVector.fromArray(FLOATS, x, c3 + 12 * plane);
                FloatVector t03 = x03.fma(one, x13).fma(one, x23);
                FloatVector t13 = x23.fma(minusOne, x13).fma(one, x33);
                int to = y0 + tile * yNext + i;
                FloatVector y00 = t00.fma(one, t01).fma(one, t02);
                FloatVector y01 = t02.fma(minusOne, t01).fma(one, t03);
                y00.intoArray(y, to);
                y01.intoArray(y, to + yColumn);
                FloatVector y10 = t10.fma(one, t11).fma(one, t12);
                FloatVector y11 = t12.fma(minusOne, t11).fma(one, t13);
                to += yRow;
                y10.intoArray(y, to);
                y11.intoArray(y, to + yColumn);
                i += LANES;
            } while (i < n);
        } while (++tile < count);
    }

    static void added(int add, float[] x, int x0, int plane, int xNext, float[] y, int y0, int yRow,
            int yColumn, int yNext, int n, int count) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minusOne = FloatVector.broadcast(FLOATS, -1);
        int tile = 0;
        do {
            int i = 0;
            do {
                int at = x0 + tile * xNext + i;
                int c0 = at;
                FloatVector x00 = FloatVector.fromArray(FLOATS, x, c0);
                FloatVector x10 = FloatVector.fromArray(FLOATS, x, c0 + 4 * plane);
                FloatVector x20 = FloatVector.fromArray(FLOATS, x, c0 + 8 * plane);
                FloatVector x30 = FloatVector.fromArray(FLOATS, x, c0 + 12 * plane);
                FloatVector t00 = x00.fma(one, x10).fma(one, x20);
                FloatVector t10 = x20.fma(minusOne, x10).fma(one, x30);
                int c1 = at + plane;
                FloatVector x01 = FloatVector.fromArray(FLOATS, x, c1);
                FloatVector x11 = FloatVector.fromArray(FLOATS, x, c1 + 4 * plane);
                FloatVector x21 = FloatVector.fromArray(FLOATS, x, c1 + 8 * plane);
                FloatVector x31 = FloatVector.fromArray(FLOATS, x, c1 + 12 * plane);
                FloatVector t01 = x01.fma(one, x11).fma(one, x21);
                FloatVector t11 = x21.fma(minusOne, x11).fma(one, x31);
                int c2 = at + 2 * plane;
                FloatVector x02 = FloatVector.fromArray(FLOATS, x, c2);
                FloatVector x12 = FloatVector.fromArray(FLOATS, x, c2 + 4 * plane);
                FloatVector x22 = FloatVector.fromArray(FLOATS, x, c2 + 8 * plane);
                FloatVector x32 = FloatVector.fromArray(FLOATS, x, c2 + 12 * plane);
                FloatVector t02 = x02.fma(one, x12).fma(one, x22);
                FloatVector t12 = x22.fma(minusOne, x12).fma(one, x32);
                int c3 = at + 3 * plane;
                FloatVector x03 = FloatVector.fromArray(FLOATS, x, c3);
                FloatVector x13 = FloatVector.fromArray(FLOATS, x, c3 + 4 * plane);
                FloatVector x23 = FloatVector.fromArray(FLOATS, x, c3 + 8 * plane);
                FloatVector x33 = FloatVector.fromArray(FLOATS, x, c3 + 12 * plane);
                FloatVector t03 = x03.fma(one, x13).fma(one, x23);
                FloatVector t13 = x23.fma(minusOne, x13).fma(one, x33);
                int to = y0 + tile * yNext + i;
                FloatVector y00 = t00.fma(one, t01).fma(one, t02);
                FloatVector y01 = t02.fma(minusOne, t01).fma(one, t03);
                FloatVector a00 = y00.fma(one, FloatVector.fromArray(FLOATS, y, add + to));
                a00.intoArray(y, to);
                FloatVector a01 = y01.fma(one, FloatVector.fromArray(FLOATS, y, add + to + yColumn));
                a01.intoArray(y, to + yColumn);
                FloatVector y10 = t10.fma(one, t11).fma(one, t12);
                FloatVector y11 = t12.fma(minusOne, t11).fma(one, t13);
                to += yRow;
                FloatVector a10 = y10.fma(one, FloatVector.fromArray(FLOATS, y, add + to));
                a10.intoArray(y, to);
                FloatVector a11 = y11.fma(one, FloatVector.fromArray(FLOATS, y, add + to + yColumn));
                a11.intoArray(y, to + yColumn);
                i += LANES;
            } while (i < n);
        } while (++tile < count);
    }
}
