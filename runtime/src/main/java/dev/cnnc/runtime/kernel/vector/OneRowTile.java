package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The register tile of one row by two vectors of columns, or by one; see {@link VectorProducts}. */
final class OneRowTile {
    private OneRowTile() {
    }

    static void two(int row, float[] a, int a0, int[] aRows, int[] aRuns, int[] bRuns, int runs, int length,
            int aStep, float[] b, int b0, int bStep, float[] init, int init0, int initMask, float[] c, int c0,
            int[] cRows) {
        int i1 = init0 + (cRows[row] & initMask);
        FloatVector s0a = FloatVector.fromArray(SPECIES, init, i1);
        FloatVector s0b = FloatVector.fromArray(SPECIES, init, i1 + LANES);
        int a1 = a0 + aRows[row];
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
                at += aStep;
                from += bStep;
            } while (++k < length);
        } while (++run < runs);
        int c1 = c0 + cRows[row];
        s0a.intoArray(c, c1);
        s0b.intoArray(c, c1 + LANES);
    }

    static void one(int row, float[] a, int a0, int[] aRows, int[] aRuns, int[] bRuns, int runs, int length,
            int aStep, float[] b, int b0, int bStep, float[] init, int init0, int initMask, float[] c, int c0,
            int[] cRows, float low) {
        int i1 = init0 + (cRows[row] & initMask);
        FloatVector s0a = FloatVector.fromArray(SPECIES, init, i1);
        int a1 = a0 + aRows[row];
        int run = 0;
        do {
            int at = aRuns[run];
            int from = b0 + bRuns[run];
            int k = 0;
            do {
                FloatVector w0 = FloatVector.fromArray(SPECIES, b, from);
                s0a = FloatVector.broadcast(SPECIES, a[a1 + at]).fma(w0, s0a);
                at += aStep;
                from += bStep;
            } while (++k < length);
        } while (++run < runs);
        int c1 = c0 + cRows[row];
        s0a.blend(low, s0a.compare(VectorOperators.LT, low)).intoArray(c, c1);
    }
}
