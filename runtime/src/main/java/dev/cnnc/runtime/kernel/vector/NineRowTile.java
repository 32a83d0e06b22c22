package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The register tile of nine rows by two vectors of columns; see {@link VectorProducts}. */
final class NineRowTile {
    private NineRowTile() {
    }

    static void two(int row, float[] a, int a0, int[] aRows, int[] aRuns, int[] bRuns, int runs, int length,
            int aStep, float[] b, int b0, int bStep, float[] init, int init0, int initMask, float[] c, int c0,
            int[] cRows) {
        int i1 = init0 + (cRows[row] & initMask);
        FloatVector s0a = FloatVector.fromArray(SPECIES, init, i1);
        FloatVector s0b = FloatVector.fromArray(SPECIES, init, i1 + LANES);
        int i2 = init0 + (cRows[row + 1] & initMask);
        FloatVector s1a = FloatVector.fromArray(SPECIES, init, i2);
        FloatVector s1b = FloatVector.fromArray(SPECIES, init, i2 + LANES);
        int i3 = init0 + (cRows[row + 2] & initMask);
        FloatVector s2a = FloatVector.fromArray(SPECIES, init, i3);
        FloatVector s2b = FloatVector.fromArray(SPECIES, init, i3 + LANES);
        int i4 = init0 + (cRows[row + 3] & initMask);
        FloatVector s3a = FloatVector.fromArray(SPECIES, init, i4);
        FloatVector s3b = FloatVector.fromArray(SPECIES, init, i4 + LANES);
        int i5 = init0 + (cRows[row + 4] & initMask);
        FloatVector s4a = FloatVector.fromArray(SPECIES, init, i5);
        FloatVector s4b = FloatVector.fromArray(SPECIES, init, i5 + LANES);
        int i6 = init0 + (cRows[row + 5] & initMask);
        FloatVector s5a = FloatVector.fromArray(SPECIES, init, i6);
        FloatVector s5b = FloatVector.fromArray(SPECIES, init, i6 + LANES);
        int i7 = init0 + (cRows[row + 6] & initMask);
        FloatVector s6a = FloatVector.fromArray(SPECIES, init, i7);
        FloatVector s6b = FloatVector.fromArray(SPECIES, init, i7 + LANES);
        int i8 = init0 + (cRows[row + 7] & initMask);
        FloatVector s7a = FloatVector.fromArray(SPECIES, init, i8);
        FloatVector s7b = FloatVector.fromArray(SPECIES, init, i8 + LANES);
        int i9 = init0 + (cRows[row + 8] & initMask);
        FloatVector s8a = FloatVector.fromArray(SPECIES, init, i9);
        FloatVector s8b = FloatVector.fromArray(SPECIES, init, i9 + LANES);
        int a1 = a0 + aRows[row];
        int a2 = a0 + aRows[row + 1];
        int a3 = a0 + aRows[row + 2];
        int a4 = a0 + aRows[row + 3];
        int a5 = a0 + aRows[row + 4];
        int a6 = a0 + aRows[row + 5];
        int a7 = a0 + aRows[row + 6];
        int a8 = a0 + aRows[row + 7];
        int a9 = a0 + aRows[row + 8];
        int run = 0;
        do {
            int at = aRuns[run];
            int from = b0 + bRuns[run];
            int k = 0;
            do {
                FloatVector w0 = FloatVector.fromArray(SPECIES, b, from);
                FloatVector w1 = FloatVector.fromArray(SPECIES, b, from + LANES);
                FloatVector x0 = FloatVector.broadcast(SPECIES, a[a1 + at]);
                s0a = x0.fma(w0, s0a);
                s0b = x0.fma(w1, s0b);
                FloatVector x1 = FloatVector.broadcast(SPECIES, a[a2 + at]);
                s1a = x1.fma(w0, s1a);
                s1b = x1.fma(w1, s1b);
                FloatVector x2 = FloatVector.broadcast(SPECIES, a[a3 + at]);
                s2a = x2.fma(w0, s2a);
                s2b = x2.fma(w1, s2b);
                FloatVector x3 = FloatVector.broadcast(SPECIES, a[a4 + at]);
                s3a = x3.fma(w0, s3a);
                s3b = x3.fma(w1, s3b);
                FloatVector x4 = FloatVector.broadcast(SPECIES, a[a5 + at]);
                s4a = x4.fma(w0, s4a);
                s4b = x4.fma(w1, s4b);
                FloatVector x5 = FloatVector.broadcast(SPECIES, a[a6 + at]);
                s5a = x5.fma(w0, s5a);
                s5b = x5.fma(w1, s5b);
                FloatVector x6 = FloatVector.broadcast(SPECIES, a[a7 + at]);
                s6a = x6.fma(w0, s6a);
                s6b = x6.fma(w1, s6b);
                FloatVector x7 = FloatVector.broadcast(SPECIES, a[a8 + at]);
                s7a = x7.fma(w0, s7a);
                s7b = x7.fma(w1, s7b);
                FloatVector x8 = FloatVector.broadcast(SPECIES, a[a9 + at]);
                s8a = x8.fma(w0, s8a);
                s8b = x8.fma(w1, s8b);
                at += aStep;
                from += bStep;
            } while (++k < length);
        } while (++run < runs);
        int c1 = c0 + cRows[row];
        s0a.intoArray(c, c1);
        s0b.intoArray(c, c1 + LANES);
        int c2 = c0 + cRows[row + 1];
        s1a.intoArray(c, c2);
        s1b.intoArray(c, c2 + LANES);
        int c3 = c0 + cRows[row + 2];
        s2a.intoArray(c, c3);
        s2b.intoArray(c, c3 + LANES);
        int c4 = c0 + cRows[row + 3];
        s3a.intoArray(c, c4);
        s3b.intoArray(c, c4 + LANES);
        int c5 = c0 + cRows[row + 4];
        s4a.intoArray(c, c5);
        s4b.intoArray(c, c5 + LANES);
        int c6 = c0 + cRows[row + 5];
        s5a.intoArray(c, c6);
        s5b.intoArray(c, c6 + LANES);
        int c7 = c0 + cRows[row + 6];
        s6a.intoArray(c, c7);
        s6b.intoArray(c, c7 + LANES);
        int c8 = c0 + cRows[row + 7];
        s7a.intoArray(c, c8);
        s7b.intoArray(c, c8 + LANES);
        int c9 = c0 + cRows[row + 8];
        s8a.intoArray(c, c9);
        s8b.intoArray(c, c9 + LANES);
    }
}
