package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.FLOATS;
import static dev.cnnc.runtime.kernel.vector.Lanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Winograd's transform of the products of a tile of 2x2 outputs; see {@link VectorWinograd}.
 */
final class Winograd2Output {
    private Winograd2Output() {
    }

    static void above(float low, float[] x, int x0, int plane, int xNext, float[] y, int y0, int yRow, int yColumn,
            int yNext, int n, int count) {
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
                FloatVector t00 = x00.add(x10).add(x20);
                FloatVector t10 = x10.sub(x20).add(x30);
                int c1 = at + plane;
                FloatVector x01 = FloatVector.fromArray(FLOATS, x, c1);
                FloatVector x11 = FloatVector.fromArray(FLOATS, x, c1 + 4 * plane);
                FloatVector x21 = FloatVector.fromArray(FLOATS, x, c1 + 8 * plane);
                FloatVector x31 = FloatVector.fromArray(FLOATS, x, c1 + 12 * plane);
                FloatVector t01 = x01.add(x11).add(x21);
                FloatVector t11 = x11.sub(x21).add(x31);
                int c2 = at + 2 * plane;
                FloatVector x02 = FloatVector.fromArray(FLOATS, x, c2);
                FloatVector x12 = FloatVector.fromArray(FLOATS, x, c2 + 4 * plane);
                FloatVector x22 = FloatVector.fromArray(FLOATS, x, c2 + 8 * plane);
                FloatVector x32 = FloatVector.fromArray(FLOATS, x, c2 + 12 * plane);
                FloatVector t02 = x02.add(x12).add(x22);
                FloatVector t12 = x12.sub(x22).add(x32);
                int c3 = at + 3 * plane;
                FloatVector x03 = FloatVector.fromArray(FLOATS, x, c3);
                FloatVector x13 = FloatVector.fromArray(FLOATS, x, c3 + 4 * plane);
                FloatVector x23 = FloatVector.fromArray(FLOATS, x, c3 + 8 * plane);
                FloatVector x33 = FloatVector.fromArray(FLOATS, x, c3 + 12 * plane);
                FloatVector t03 = x03.add(x13).add(x23);
                FloatVector t13 = x13.sub(x23).add(x33);
                int to = y0 + tile * yNext + i;
                FloatVector y00 = t00.add(t01).add(t02);
                FloatVector y01 = t01.sub(t02).add(t03);
                y00.blend(low, y00.compare(VectorOperators.LT, low)).intoArray(y, to);
                y01.blend(low, y01.compare(VectorOperators.LT, low)).intoArray(y, to + yColumn);
                FloatVector y10 = t10.add(t11).add(t12);
                FloatVector y11 = t11.sub(t12).add(t13);
                to += yRow;
                y10.blend(low, y10.compare(VectorOperators.LT, low)).intoArray(y, to);
                y11.blend(low, y11.compare(VectorOperators.LT, low)).intoArray(y, to + yColumn);
                i += LANES;
            } while (i < n);
        } while (++tile < count);
    }

    static void added(float low, int add, float[] x, int x0, int plane, int xNext, float[] y, int y0, int yRow,
            int yColumn, int yNext, int n, int count) {
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
                FloatVector t00 = x00.add(x10).add(x20);
                FloatVector t10 = x10.sub(x20).add(x30);
                int c1 = at + plane;
                FloatVector x01 = FloatVector.fromArray(FLOATS, x, c1);
                FloatVector x11 = FloatVector.fromArray(FLOATS, x, c1 + 4 * plane);
                FloatVector x21 = FloatVector.fromArray(FLOATS, x, c1 + 8 * plane);
                FloatVector x31 = FloatVector.fromArray(FLOATS, x, c1 + 12 * plane);
                FloatVector t01 = x01.add(x11).add(x21);
                FloatVector t11 = x11.sub(x21).add(x31);
                int c2 = at + 2 * plane;
                FloatVector x02 = FloatVector.fromArray(FLOATS, x, c2);
                FloatVector x12 = FloatVector.fromArray(FLOATS, x, c2 + 4 * plane);
                FloatVector x22 = FloatVector.fromArray(FLOATS, x, c2 + 8 * plane);
                FloatVector x32 = FloatVector.fromArray(FLOATS, x, c2 + 12 * plane);
                FloatVector t02 = x02.add(x12).add(x22);
                FloatVector t12 = x12.sub(x22).add(x32);
                int c3 = at + 3 * plane;
                FloatVector x03 = FloatVector.fromArray(FLOATS, x, c3);
                FloatVector x13 = FloatVector.fromArray(FLOATS, x, c3 + 4 * plane);
                FloatVector x23 = FloatVector.fromArray(FLOATS, x, c3 + 8 * plane);
                FloatVector x33 = FloatVector.fromArray(FLOATS, x, c3 + 12 * plane);
                FloatVector t03 = x03.add(x13).add(x23);
                FloatVector t13 = x13.sub(x23).add(x33);
                int to = y0 + tile * yNext + i;
                FloatVector y00 = t00.add(t01).add(t02);
                FloatVector y01 = t01.sub(t02).add(t03);
                FloatVector a00 = y00.add(FloatVector.fromArray(FLOATS, y, add + to));
                a00.blend(low, a00.compare(VectorOperators.LT, low)).intoArray(y, to);
                FloatVector a01 = y01.add(FloatVector.fromArray(FLOATS, y, add + to + yColumn));
                a01.blend(low, a01.compare(VectorOperators.LT, low)).intoArray(y, to + yColumn);
                FloatVector y10 = t10.add(t11).add(t12);
                FloatVector y11 = t11.sub(t12).add(t13);
                to += yRow;
                FloatVector a10 = y10.add(FloatVector.fromArray(FLOATS, y, add + to));
                a10.blend(low, a10.compare(VectorOperators.LT, low)).intoArray(y, to);
                FloatVector a11 = y11.add(FloatVector.fromArray(FLOATS, y, add + to + yColumn));
                a11.blend(low, a11.compare(VectorOperators.LT, low)).intoArray(y, to + yColumn);
                i += LANES;
            } while (i < n);
        } while (++tile < count);
    }
}
