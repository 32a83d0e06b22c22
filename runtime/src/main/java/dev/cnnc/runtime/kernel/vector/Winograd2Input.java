package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.FLOATS;
import static dev.cnnc.runtime.kernel.vector.Lanes.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * Winograd's transform of the inputs of a tile of 2x2 outputs; see {@link VectorWinograd}.
 */
final class Winograd2Input {
    private Winograd2Input() {
    }

    static void transform(float[] x, int x0, int xRow, int xColumn, int xNext, float[] y, int y0, int plane, int yNext,
            int n, int count) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minusOne = FloatVector.broadcast(FLOATS, -1);
        int tile = 0;
        do {
            int i = 0;
            do {
                int at = x0 + tile * xNext + i;
                int c0 = at;
                FloatVector x00 = FloatVector.fromArray(FLOATS, x, c0);
                FloatVector x10 = FloatVector.fromArray(FLOATS, x, c0 + xRow);
                FloatVector x20 = FloatVector.fromArray(FLOATS, x, c0 + 2 * xRow);
                FloatVector x30 = FloatVector.fromArray(FLOATS, x, c0 + 3 * xRow);
                FloatVector t00 = x20.fma(minusOne, x00);
                FloatVector t10 = x10.fma(one, x20);
                FloatVector t20 = x10.fma(minusOne, x20);
                FloatVector t30 = x10.fma(minusOne, x30);
                int c1 = at + xColumn;
                FloatVector x01 = FloatVector.fromArray(FLOATS, x, c1);
                FloatVector x11 = FloatVector.fromArray(FLOATS, x, c1 + xRow);
                FloatVector x21 = FloatVector.fromArray(FLOATS, x, c1 + 2 * xRow);
                FloatVector x31 = FloatVector.fromArray(FLOATS, x, c1 + 3 * xRow);
                FloatVector t01 = x21.fma(minusOne, x01);
                FloatVector t11 = x11.fma(one, x21);
                FloatVector t21 = x11.fma(minusOne, x21);
                FloatVector t31 = x11.fma(minusOne, x31);
                int c2 = at + 2 * xColumn;
                FloatVector x02 = FloatVector.fromArray(FLOATS, x, c2);
                FloatVector x12 = FloatVector.fromArray(FLOATS, x, c2 + xRow);
                FloatVector x22 = FloatVector.fromArray(FLOATS, x, c2 + 2 * xRow);
                FloatVector x32 = FloatVector.fromArray(FLOATS, x, c2 + 3 * xRow);
                FloatVector t02 = x22.fma(minusOne, x02);
                FloatVector t12 = x12.fma(one, x22);
                FloatVector t22 = x12.fma(minusOne, x22);
                FloatVector t32 = x12.fma(minusOne, x32);
                int c3 = at + 3 * xColumn;
                FloatVector x03 = FloatVector.fromArray(FLOATS, x, c3);
                FloatVector x13 = FloatVector.fromArray(FLOATS, x, c3 + xRow);
                FloatVector x23 = FloatVector.fromArray(FLOATS, x, c3 + 2 * xRow);
                FloatVector x33 = FloatVector.fromArray(FLOATS, x, c3 + 3 * xRow);
                FloatVector t03 = x23.fma(minusOne, x03);
                FloatVector t13 = x13.fma(one, x23);
                FloatVector t23 = x13.fma(minusOne, x23);
                FloatVector t33 = x13.fma(minusOne, x33);
                int to = y0 + tile * yNext + i;
                FloatVector v00 = t02.fma(minusOne, t00);
                FloatVector v01 = t01.fma(one, t02);
                FloatVector v02 = t01.fma(minusOne, t02);
                FloatVector v03 = t01.fma(minusOne, t03);
                v00.intoArray(y, to);
                to += plane;
                v01.intoArray(y, to);
                to += plane;
                v02.intoArray(y, to);
                to += plane;
                v03.intoArray(y, to);
                to += plane;
                FloatVector v10 = t12.fma(minusOne, t10);
                FloatVector v11 = t11.fma(one, t12);
                FloatVector v12 = t11.fma(minusOne, t12);
                FloatVector v13 = t11.fma(minusOne, t13);
                v10.intoArray(y, to);
                to += plane;
                v11.intoArray(y, to);
                to += plane;
                v12.intoArray(y, to);
                to += plane;
                v13.intoArray(y, to);
                to += plane;
                FloatVector v20 = t22.fma(minusOne, t20);
                FloatVector v21 = t21.fma(one, t22);
                FloatVector v22 = t21.fma(minusOne, t22);
                FloatVector v23 = t21.fma(minusOne, t23);
                v20.intoArray(y, to);
                to += plane;
                v21.intoArray(y, to);
                to += plane;
                v22.intoArray(y, to);
                to += plane;
                v23.intoArray(y, to);
                to += plane;
                FloatVector v30 = t32.fma(minusOne, t30);
                FloatVector v31 = t31.fma(one, t32);
                FloatVector v32 = t31.fma(minusOne, t32);
                FloatVector v33 = t31.fma(minusOne, t33);
                v30.intoArray(y, to);
                to += plane;
                v31.intoArray(y, to);
                to += plane;
                v32.intoArray(y, to);
                to += plane;
                v33.intoArray(y, to);
                i += LANES;
            } while (i < n);
        } while (++tile < count);
    }
}
