package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.FLOATS;
import static dev.cnnc.runtime.kernel.vector.Lanes.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * Winograd's transform of the inputs of a tile of 4x4 outputs; see {@link VectorWinograd}. Each method computes two of
 * the six rows of factors from the inputs anew: in one method, the 36 numbers would not fit into the registers.
 */
final class Winograd4Input {
    private Winograd4Input() {
    }

    static void transform(float[] x, int x0, int xRow, int xColumn, int xNext, float[] y, int y0, int plane, int yNext,
            int n, int count) {
        outerRows(x, x0, xRow, xColumn, xNext, y, y0, plane, yNext, n, count);
        rowsOfOne(x, x0, xRow, xColumn, xNext, y, y0, plane, yNext, n, count);
        rowsOfTwo(x, x0, xRow, xColumn, xNext, y, y0, plane, yNext, n, count);
    }

    /** The first row, of the point 0, and the last. */
    private static void outerRows(float[] x, int x0, int xRow, int xColumn, int xNext, float[] y, int y0, int plane,
            int yNext, int n, int count) {
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        FloatVector minusTwo = FloatVector.broadcast(FLOATS, -2);
        FloatVector four = FloatVector.broadcast(FLOATS, 4);
        FloatVector minusFour = FloatVector.broadcast(FLOATS, -4);
        FloatVector minusFive = FloatVector.broadcast(FLOATS, -5);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minusOne = FloatVector.broadcast(FLOATS, -1);
        int tile = 0;
        do {
            int i = 0;
            do {
                int c0 = x0 + tile * xNext + i;
                FloatVector x00 = FloatVector.fromArray(FLOATS, x, c0);
                FloatVector x10 = FloatVector.fromArray(FLOATS, x, c0 + xRow);
                FloatVector x20 = FloatVector.fromArray(FLOATS, x, c0 + 2 * xRow);
                FloatVector x30 = FloatVector.fromArray(FLOATS, x, c0 + 3 * xRow);
                FloatVector x40 = FloatVector.fromArray(FLOATS, x, c0 + 4 * xRow);
                FloatVector x50 = FloatVector.fromArray(FLOATS, x, c0 + 5 * xRow);
                FloatVector s0 = x00.fma(four, x20.fma(minusFive, x40));
                FloatVector t0 = x10.fma(four, x30.fma(minusFive, x50));
                int c1 = x0 + tile * xNext + i + xColumn;
                FloatVector x01 = FloatVector.fromArray(FLOATS, x, c1);
                FloatVector x11 = FloatVector.fromArray(FLOATS, x, c1 + xRow);
                FloatVector x21 = FloatVector.fromArray(FLOATS, x, c1 + 2 * xRow);
                FloatVector x31 = FloatVector.fromArray(FLOATS, x, c1 + 3 * xRow);
                FloatVector x41 = FloatVector.fromArray(FLOATS, x, c1 + 4 * xRow);
                FloatVector x51 = FloatVector.fromArray(FLOATS, x, c1 + 5 * xRow);
                FloatVector s1 = x01.fma(four, x21.fma(minusFive, x41));
                FloatVector t1 = x11.fma(four, x31.fma(minusFive, x51));
                int c2 = x0 + tile * xNext + i + 2 * xColumn;
                FloatVector x02 = FloatVector.fromArray(FLOATS, x, c2);
                FloatVector x12 = FloatVector.fromArray(FLOATS, x, c2 + xRow);
                FloatVector x22 = FloatVector.fromArray(FLOATS, x, c2 + 2 * xRow);
                FloatVector x32 = FloatVector.fromArray(FLOATS, x, c2 + 3 * xRow);
                FloatVector x42 = FloatVector.fromArray(FLOATS, x, c2 + 4 * xRow);
                FloatVector x52 = FloatVector.fromArray(FLOATS, x, c2 + 5 * xRow);
                FloatVector s2 = x02.fma(four, x22.fma(minusFive, x42));
                FloatVector t2 = x12.fma(four, x32.fma(minusFive, x52));
                int c3 = x0 + tile * xNext + i + 3 * xColumn;
                FloatVector x03 = FloatVector.fromArray(FLOATS, x, c3);
                FloatVector x13 = FloatVector.fromArray(FLOATS, x, c3 + xRow);
                FloatVector x23 = FloatVector.fromArray(FLOATS, x, c3 + 2 * xRow);
                FloatVector x33 = FloatVector.fromArray(FLOATS, x, c3 + 3 * xRow);
                FloatVector x43 = FloatVector.fromArray(FLOATS, x, c3 + 4 * xRow);
                FloatVector x53 = FloatVector.fromArray(FLOATS, x, c3 + 5 * xRow);
                FloatVector s3 = x03.fma(four, x23.fma(minusFive, x43));
                FloatVector t3 = x13.fma(four, x33.fma(minusFive, x53));
                int c4 = x0 + tile * xNext + i + 4 * xColumn;
                FloatVector x04 = FloatVector.fromArray(FLOATS, x, c4);
                FloatVector x14 = FloatVector.fromArray(FLOATS, x, c4 + xRow);
                FloatVector x24 = FloatVector.fromArray(FLOATS, x, c4 + 2 * xRow);
                FloatVector x34 = FloatVector.fromArray(FLOATS, x, c4 + 3 * xRow);
                FloatVector x44 = FloatVector.fromArray(FLOATS, x, c4 + 4 * xRow);
                FloatVector x54 = FloatVector.fromArray(FLOATS, x, c4 + 5 * xRow);
                FloatVector s4 = x04.fma(four, x24.fma(minusFive, x44));
                FloatVector t4 = x14.fma(four, x34.fma(minusFive, x54));
                int c5 = x0 + tile * xNext + i + 5 * xColumn;
                FloatVector x05 = FloatVector.fromArray(FLOATS, x, c5);
                FloatVector x15 = FloatVector.fromArray(FLOATS, x, c5 + xRow);
                FloatVector x25 = FloatVector.fromArray(FLOATS, x, c5 + 2 * xRow);
                FloatVector x35 = FloatVector.fromArray(FLOATS, x, c5 + 3 * xRow);
                FloatVector x45 = FloatVector.fromArray(FLOATS, x, c5 + 4 * xRow);
                FloatVector x55 = FloatVector.fromArray(FLOATS, x, c5 + 5 * xRow);
                FloatVector s5 = x05.fma(four, x25.fma(minusFive, x45));
                FloatVector t5 = x15.fma(four, x35.fma(minusFive, x55));
                FloatVector sEven = s2.fma(minusFour, s4);
                FloatVector sOdd = s1.fma(minusFour, s3);
                FloatVector sNear = s2.fma(minusOne, s4);
                FloatVector sFar = s1.fma(minusOne, s3);
                int sTo = y0 + tile * yNext + i;
                s0.fma(four, s2.fma(minusFive, s4)).intoArray(y, sTo);
                sEven.fma(one, sOdd).intoArray(y, sTo + plane);
                sOdd.fma(minusOne, sEven).intoArray(y, sTo + 2 * plane);
                sFar.fma(two, sNear).intoArray(y, sTo + 3 * plane);
                sFar.fma(minusTwo, sNear).intoArray(y, sTo + 4 * plane);
                s1.fma(four, s3.fma(minusFive, s5)).intoArray(y, sTo + 5 * plane);
                FloatVector tEven = t2.fma(minusFour, t4);
                FloatVector tOdd = t1.fma(minusFour, t3);
                FloatVector tNear = t2.fma(minusOne, t4);
                FloatVector tFar = t1.fma(minusOne, t3);
                int tTo = y0 + tile * yNext + i + 30 * plane;
                t0.fma(four, t2.fma(minusFive, t4)).intoArray(y, tTo);
                tEven.fma(one, tOdd).intoArray(y, tTo + plane);
                tOdd.fma(minusOne, tEven).intoArray(y, tTo + 2 * plane);
                tFar.fma(two, tNear).intoArray(y, tTo + 3 * plane);
                tFar.fma(minusTwo, tNear).intoArray(y, tTo + 4 * plane);
                t1.fma(four, t3.fma(minusFive, t5)).intoArray(y, tTo + 5 * plane);
                i += LANES;
            } while (i < n);
        } while (++tile < count);
    }

    /** The rows of the points 1 and -1. */
    private static void rowsOfOne(float[] x, int x0, int xRow, int xColumn, int xNext, float[] y, int y0, int plane,
            int yNext, int n, int count) {
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        FloatVector minusTwo = FloatVector.broadcast(FLOATS, -2);
        FloatVector four = FloatVector.broadcast(FLOATS, 4);
        FloatVector minusFour = FloatVector.broadcast(FLOATS, -4);
        FloatVector minusFive = FloatVector.broadcast(FLOATS, -5);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minusOne = FloatVector.broadcast(FLOATS, -1);
        int tile = 0;
        do {
            int i = 0;
            do {
                int c0 = x0 + tile * xNext + i;
                FloatVector x10 = FloatVector.fromArray(FLOATS, x, c0 + xRow);
                FloatVector x20 = FloatVector.fromArray(FLOATS, x, c0 + 2 * xRow);
                FloatVector x30 = FloatVector.fromArray(FLOATS, x, c0 + 3 * xRow);
                FloatVector x40 = FloatVector.fromArray(FLOATS, x, c0 + 4 * xRow);
                FloatVector even0 = x20.fma(minusFour, x40);
                FloatVector odd0 = x10.fma(minusFour, x30);
                FloatVector s0 = even0.fma(one, odd0);
                FloatVector t0 = odd0.fma(minusOne, even0);
                int c1 = x0 + tile * xNext + i + xColumn;
                FloatVector x11 = FloatVector.fromArray(FLOATS, x, c1 + xRow);
                FloatVector x21 = FloatVector.fromArray(FLOATS, x, c1 + 2 * xRow);
                FloatVector x31 = FloatVector.fromArray(FLOATS, x, c1 + 3 * xRow);
                FloatVector x41 = FloatVector.fromArray(FLOATS, x, c1 + 4 * xRow);
                FloatVector even1 = x21.fma(minusFour, x41);
                FloatVector odd1 = x11.fma(minusFour, x31);
                FloatVector s1 = even1.fma(one, odd1);
                FloatVector t1 = odd1.fma(minusOne, even1);
                int c2 = x0 + tile * xNext + i + 2 * xColumn;
                FloatVector x12 = FloatVector.fromArray(FLOATS, x, c2 + xRow);
                FloatVector x22 = FloatVector.fromArray(FLOATS, x, c2 + 2 * xRow);
                FloatVector x32 = FloatVector.fromArray(FLOATS, x, c2 + 3 * xRow);
                FloatVector x42 = FloatVector.fromArray(FLOATS, x, c2 + 4 * xRow);
                FloatVector even2 = x22.fma(minusFour, x42);
                FloatVector odd2 = x12.fma(minusFour, x32);
                FloatVector s2 = even2.fma(one, odd2);
                FloatVector t2 = odd2.fma(minusOne, even2);
                int c3 = x0 + tile * xNext + i + 3 * xColumn;
                FloatVector x13 = FloatVector.fromArray(FLOATS, x, c3 + xRow);
                FloatVector x23 = FloatVector.fromArray(FLOATS, x, c3 + 2 * xRow);
                FloatVector x33 = FloatVector.fromArray(FLOATS, x, c3 + 3 * xRow);
                FloatVector x43 = FloatVector.fromArray(FLOATS, x, c3 + 4 * xRow);
                FloatVector even3 = x23.fma(minusFour, x43);
                FloatVector odd3 = x13.fma(minusFour, x33);
                FloatVector s3 = even3.fma(one, odd3);
                FloatVector t3 = odd3.fma(minusOne, even3);
                int c4 = x0 + tile * xNext + i + 4 * xColumn;
                FloatVector x14 = FloatVector.fromArray(FLOATS, x, c4 + xRow);
                FloatVector x24 = FloatVector.fromArray(FLOATS, x, c4 + 2 * xRow);
                FloatVector x34 = FloatVector.fromArray(FLOATS, x, c4 + 3 * xRow);
                FloatVector x44 = FloatVector.fromArray(FLOATS, x, c4 + 4 * xRow);
                FloatVector even4 = x24.fma(minusFour, x44);
                FloatVector odd4 = x14.fma(minusFour, x34);
                FloatVector s4 = even4.fma(one, odd4);
                FloatVector t4 = odd4.fma(minusOne, even4);
                int c5 = x0 + tile * xNext + i + 5 * xColumn;
                FloatVector x15 = FloatVector.fromArray(FLOATS, x, c5 + xRow);
                FloatVector x25 = FloatVector.fromArray(FLOATS, x, c5 + 2 * xRow);
                FloatVector x35 = FloatVector.fromArray(FLOATS, x, c5 + 3 * xRow);
                FloatVector x45 = FloatVector.fromArray(FLOATS, x, c5 + 4 * xRow);
                FloatVector even5 = x25.fma(minusFour, x45);
                FloatVector odd5 = x15.fma(minusFour, x35);
                FloatVector s5 = even5.fma(one, odd5);
                FloatVector t5 = odd5.fma(minusOne, even5);
                FloatVector sEven = s2.fma(minusFour, s4);
                FloatVector sOdd = s1.fma(minusFour, s3);
                FloatVector sNear = s2.fma(minusOne, s4);
                FloatVector sFar = s1.fma(minusOne, s3);
                int sTo = y0 + tile * yNext + i + 6 * plane;
                s0.fma(four, s2.fma(minusFive, s4)).intoArray(y, sTo);
                sEven.fma(one, sOdd).intoArray(y, sTo + plane);
                sOdd.fma(minusOne, sEven).intoArray(y, sTo + 2 * plane);
                sFar.fma(two, sNear).intoArray(y, sTo + 3 * plane);
                sFar.fma(minusTwo, sNear).intoArray(y, sTo + 4 * plane);
                s1.fma(four, s3.fma(minusFive, s5)).intoArray(y, sTo + 5 * plane);
                FloatVector tEven = t2.fma(minusFour, t4);
                FloatVector tOdd = t1.fma(minusFour, t3);
                FloatVector tNear = t2.fma(minusOne, t4);
                FloatVector tFar = t1.fma(minusOne, t3);
                int tTo = y0 + tile * yNext + i + 12 * plane;
                t0.fma(four, t2.fma(minusFive, t4)).intoArray(y, tTo);
                tEven.fma(one, tOdd).intoArray(y, tTo + plane);
                tOdd.fma(minusOne, tEven).intoArray(y, tTo + 2 * plane);
                tFar.fma(two, tNear).intoArray(y, tTo + 3 * plane);
                tFar.fma(minusTwo, tNear).intoArray(y, tTo + 4 * plane);
                t1.fma(four, t3.fma(minusFive, t5)).intoArray(y, tTo + 5 * plane);
                i += LANES;
            } while (i < n);
        } while (++tile < count);
    }

    /** The rows of the points 2 and -2. */
    private static void rowsOfTwo(float[] x, int x0, int xRow, int xColumn, int xNext, float[] y, int y0, int plane,
            int yNext, int n, int count) {
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        FloatVector minusTwo = FloatVector.broadcast(FLOATS, -2);
        FloatVector four = FloatVector.broadcast(FLOATS, 4);
        FloatVector minusFour = FloatVector.broadcast(FLOATS, -4);
        FloatVector minusFive = FloatVector.broadcast(FLOATS, -5);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector minusOne = FloatVector.broadcast(FLOATS, -1);
        int tile = 0;
        do {
            int i = 0;
            do {
                int c0 = x0 + tile * xNext + i;
                FloatVector x10 = FloatVector.fromArray(FLOATS, x, c0 + xRow);
                FloatVector x20 = FloatVector.fromArray(FLOATS, x, c0 + 2 * xRow);
                FloatVector x30 = FloatVector.fromArray(FLOATS, x, c0 + 3 * xRow);
                FloatVector x40 = FloatVector.fromArray(FLOATS, x, c0 + 4 * xRow);
                FloatVector near0 = x20.fma(minusOne, x40);
                FloatVector far0 = x10.fma(minusOne, x30);
                FloatVector s0 = far0.fma(two, near0);
                FloatVector t0 = far0.fma(minusTwo, near0);
                int c1 = x0 + tile * xNext + i + xColumn;
                FloatVector x11 = FloatVector.fromArray(FLOATS, x, c1 + xRow);
                FloatVector x21 = FloatVector.fromArray(FLOATS, x, c1 + 2 * xRow);
                FloatVector x31 = FloatVector.fromArray(FLOATS, x, c1 + 3 * xRow);
                FloatVector x41 = FloatVector.fromArray(FLOATS, x, c1 + 4 * xRow);
                FloatVector near1 = x21.fma(minusOne, x41);
                FloatVector far1 = x11.fma(minusOne, x31);
                FloatVector s1 = far1.fma(two, near1);
                FloatVector t1 = far1.fma(minusTwo, near1);
                int c2 = x0 + tile * xNext + i + 2 * xColumn;
                FloatVector x12 = FloatVector.fromArray(FLOATS, x, c2 + xRow);
                FloatVector x22 = FloatVector.fromArray(FLOATS, x, c2 + 2 * xRow);
                FloatVector x32 = FloatVector.fromArray(FLOATS, x, c2 + 3 * xRow);
                FloatVector x42 = FloatVector.fromArray(FLOATS, x, c2 + 4 * xRow);
                FloatVector near2 = x22.fma(minusOne, x42);
                FloatVector far2 = x12.fma(minusOne, x32);
                FloatVector s2 = far2.fma(two, near2);
                FloatVector t2 = far2.fma(minusTwo, near2);
                int c3 = x0 + tile * xNext + i + 3 * xColumn;
                FloatVector x13 = FloatVector.fromArray(FLOATS, x, c3 + xRow);
                FloatVector x23 = FloatVector.fromArray(FLOATS, x, c3 + 2 * xRow);
                FloatVector x33 = FloatVector.fromArray(FLOATS, x, c3 + 3 * xRow);
                FloatVector x43 = FloatVector.fromArray(FLOATS, x, c3 + 4 * xRow);
                FloatVector near3 = x23.fma(minusOne, x43);
                FloatVector far3 = x13.fma(minusOne, x33);
                FloatVector s3 = far3.fma(two, near3);
                FloatVector t3 = far3.fma(minusTwo, near3);
                int c4 = x0 + tile * xNext + i + 4 * xColumn;
                FloatVector x14 = FloatVector.fromArray(FLOATS, x, c4 + xRow);
                FloatVector x24 = FloatVector.fromArray(FLOATS, x, c4 + 2 * xRow);
                FloatVector x34 = FloatVector.fromArray(FLOATS, x, c4 + 3 * xRow);
                FloatVector x44 = FloatVector.fromArray(FLOATS, x, c4 + 4 * xRow);
                FloatVector near4 = x24.fma(minusOne, x44);
                FloatVector far4 = x14.fma(minusOne, x34);
                FloatVector s4 = far4.fma(two, near4);
                FloatVector t4 = far4.fma(minusTwo, near4);
                int c5 = x0 + tile * xNext + i + 5 * xColumn;
                FloatVector x15 = FloatVector.fromArray(FLOATS, x, c5 + xRow);
                FloatVector x25 = FloatVector.fromArray(FLOATS, x, c5 + 2 * xRow);
                FloatVector x35 = FloatVector.fromArray(FLOATS, x, c5 + 3 * xRow);
                FloatVector x45 = FloatVector.fromArray(FLOATS, x, c5 + 4 * xRow);
                FloatVector near5 = x25.fma(minusOne, x45);
                FloatVector far5 = x15.fma(minusOne, x35);
                FloatVector s5 = far5.fma(two, near5);
                FloatVector t5 = far5.fma(minusTwo, near5);
                FloatVector sEven = s2.fma(minusFour, s4);
                FloatVector sOdd = s1.fma(minusFour, s3);
                FloatVector sNear = s2.fma(minusOne, s4);
                FloatVector sFar = s1.fma(minusOne, s3);
                int sTo = y0 + tile * yNext + i + 18 * plane;
                s0.fma(four, s2.fma(minusFive, s4)).intoArray(y, sTo);
                sEven.fma(one, sOdd).intoArray(y, sTo + plane);
                sOdd.fma(minusOne, sEven).intoArray(y, sTo + 2 * plane);
                sFar.fma(two, sNear).intoArray(y, sTo + 3 * plane);
                sFar.fma(minusTwo, sNear).intoArray(y, sTo + 4 * plane);
                s1.fma(four, s3.fma(minusFive, s5)).intoArray(y, sTo + 5 * plane);
                FloatVector tEven = t2.fma(minusFour, t4);
                FloatVector tOdd = t1.fma(minusFour, t3);
                FloatVector tNear = t2.fma(minusOne, t4);
                FloatVector tFar = t1.fma(minusOne, t3);
                int tTo = y0 + tile * yNext + i + 24 * plane;
                t0.fma(four, t2.fma(minusFive, t4)).intoArray(y, tTo);
                tEven.fma(one, tOdd).intoArray(y, tTo + plane);
                tOdd.fma(minusOne, tEven).intoArray(y, tTo + 2 * plane);
                tFar.fma(two, tNear).intoArray(y, tTo + 3 * plane);
                tFar.fma(minusTwo, tNear).intoArray(y, tTo + 4 * plane);
                t1.fma(four, t3.fma(minusFive, t5)).intoArray(y, tTo + 5 * plane);
                i += LANES;
            } while (i < n);
        } while (++tile < count);
    }
}
