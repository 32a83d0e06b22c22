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
                FloatVector t00 = x00.sub(x20);
                FloatVector t10 = x10.add(x20);
                FloatVector t20 = x20.sub(x10);
                FloatVector t30 = x30.sub(x10);
                int c1 = at + xColumn;
                FloatVector x01 = FloatVector.fromArray(FLOATS, x, c1);
                FloatVector x11 = FloatVector.fromArray(FLOATS, x, c1 + xRow);
                FloatVector x21 = FloatVector.fromArray(FLOATS, x, c1 + 2 * xRow);
                FloatVector x31 = FloatVector.fromArray(FLOATS, x, c1 + 3 * xRow);
                FloatVector t01 = x01.sub(x21);
                FloatVector t11 = x11.add(x21);
                FloatVector t21 = x21.sub(x11);
                FloatVector t31 = x31.sub(x11);
                int c2 = at + 2 * xColumn;
                FloatVector x02 = FloatVector.fromArray(FLOATS, x, c2);
                FloatVector x12 = FloatVector.fromArray(FLOATS, x, c2 + xRow);
                FloatVector x22 = FloatVector.fromArray(FLOATS, x, c2 + 2 * xRow);
                FloatVector x32 = FloatVector.fromArray(FLOATS, x, c2 + 3 * xRow);
                FloatVector t02 = x02.sub(x22);
                FloatVector t12 = x12.add(x22);
                FloatVector t22 = x22.sub(x12);
                FloatVector t32 = x32.sub(x12);
                int c3 = at + 3 * xColumn;
                FloatVector x03 = FloatVector.fromArray(FLOATS, x, c3);
                FloatVector x13 = FloatVector.fromArray(FLOATS, x, c3 + xRow);
                FloatVector x23 = FloatVector.fromArray(FLOATS, x, c3 + 2 * xRow);
                FloatVector x33 = FloatVector.fromArray(FLOATS, x, c3 + 3 * xRow);
                FloatVector t03 = x03.sub(x23);
                FloatVector t13 = x13.add(x23);
                FloatVector t23 = x23.sub(x13);
                FloatVector t33 = x33.sub(x13);
                int to = y0 + tile * yNext + i;
                FloatVector v00 = t00.sub(t02);
                FloatVector v01 = t01.add(t02);
                FloatVector v02 = t02.sub(t01);
                FloatVector v03 = t03.sub(t01);
                v00.intoArray(y, to);
                to += plane;
                v01.intoArray(y, to);
                to += plane;
                v02.intoArray(y, to);
                to += plane;
                v03.intoArray(y, to);
                to += plane;
                FloatVector v10 = t10.sub(t12);
                FloatVector v11 = t11.add(t12);
                FloatVector v12 = t12.sub(t11);
                FloatVector v13 = t13.sub(t11);
                v10.intoArray(y, to);
                to += plane;
                v11.intoArray(y, to);
                to += plane;
                v12.intoArray(y, to);
                to += plane;
                v13.intoArray(y, to);
                to += plane;
                FloatVector v20 = t20.sub(t22);
                FloatVector v21 = t21.add(t22);
                FloatVector v22 = t22.sub(t21);
                FloatVector v23 = t23.sub(t21);
                v20.intoArray(y, to);
                to += plane;
                v21.intoArray(y, to);
                to += plane;
                v22.intoArray(y, to);
                to += plane;
                v23.intoArray(y, to);
                to += plane;
                FloatVector v30 = t30.sub(t32);
                FloatVector v31 = t31.add(t32);
                FloatVector v32 = t32.sub(t31);
                FloatVector v33 = t33.sub(t31);
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
