package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The register tile of one row by two vectors of columns, by one, or by eight; see {@link VectorProducts}. */
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

    /** One row by four panels, whose biases begin at b1 to b4, and they behind them. */
    static void eight(float[] a, int a0, int[] aRuns, int[] bRuns, int runs, int length, int aStep, float[] b, int b1,
            int b2, int b3, int b4, int bStep, float[] c, int c1, int c2, int c3, int c4) {
        FloatVector s0a = FloatVector.fromArray(SPECIES, b, b1);
        FloatVector s0b = FloatVector.fromArray(SPECIES, b, b1 + LANES);
        FloatVector s1a = FloatVector.fromArray(SPECIES, b, b2);
        FloatVector s1b = FloatVector.fromArray(SPECIES, b, b2 + LANES);
        FloatVector s2a = FloatVector.fromArray(SPECIES, b, b3);
        FloatVector s2b = FloatVector.fromArray(SPECIES, b, b3 + LANES);
        FloatVector s3a = FloatVector.fromArray(SPECIES, b, b4);
        FloatVector s3b = FloatVector.fromArray(SPECIES, b, b4 + LANES);
        int run = 0;
        do {
            int at = a0 + aRuns[run];
            int from = bRuns[run] + 2 * LANES;
            int k = 0;
            do {
                FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
                s0a = FloatVector.fromArray(SPECIES, b, b1 + from).fma(x, s0a);
                s0b = FloatVector.fromArray(SPECIES, b, b1 + from + LANES).fma(x, s0b);
                s1a = FloatVector.fromArray(SPECIES, b, b2 + from).fma(x, s1a);
                s1b = FloatVector.fromArray(SPECIES, b, b2 + from + LANES).fma(x, s1b);
                s2a = FloatVector.fromArray(SPECIES, b, b3 + from).fma(x, s2a);
                s2b = FloatVector.fromArray(SPECIES, b, b3 + from + LANES).fma(x, s2b);
                s3a = FloatVector.fromArray(SPECIES, b, b4 + from).fma(x, s3a);
                s3b = FloatVector.fromArray(SPECIES, b, b4 + from + LANES).fma(x, s3b);
                at += aStep;
                from += bStep;
            } while (++k < length);
        } while (++run < runs);
        s0a.intoArray(c, c1);
        s0b.intoArray(c, c1 + LANES);
        s1a.intoArray(c, c2);
        s1b.intoArray(c, c2 + LANES);
        s2a.intoArray(c, c3);
        s2b.intoArray(c, c3 + LANES);
        s3a.intoArray(c, c4);
        s3b.intoArray(c, c4 + LANES);
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
