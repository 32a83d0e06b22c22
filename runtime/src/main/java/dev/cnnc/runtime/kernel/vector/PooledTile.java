package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The register tiles that write of four rows the largest, by two vectors of columns: three windows of 2x2 pixels fill
 * 24 registers. One window is what a processor of 16 registers has room for; it also serves what threes leave.
 *
 * <p>Both keep to the lower bound as they store; see {@link FourteenRowTile}.
 */
final class PooledTile {
    private PooledTile() {
    }

    static void three(int row, float[] a, int a0, int[] aRows, int right, int down, int[] aRuns, int[] bRuns,
            int runs, int length, int aStep, float[] b, int b0, int bStep, float[] init, int init0, float[] c, int c0,
            int[] cRows, float low) {
        FloatVector ia = FloatVector.fromArray(SPECIES, init, init0);
        FloatVector ib = FloatVector.fromArray(SPECIES, init, init0 + LANES);
        FloatVector s0a = ia;
        FloatVector s0b = ib;
        FloatVector s1a = ia;
        FloatVector s1b = ib;
        FloatVector s2a = ia;
        FloatVector s2b = ib;
        FloatVector s3a = ia;
        FloatVector s3b = ib;
        FloatVector s4a = ia;
        FloatVector s4b = ib;
        FloatVector s5a = ia;
        FloatVector s5b = ib;
        FloatVector s6a = ia;
        FloatVector s6b = ib;
        FloatVector s7a = ia;
        FloatVector s7b = ib;
        FloatVector s8a = ia;
        FloatVector s8b = ib;
        FloatVector s9a = ia;
        FloatVector s9b = ib;
        FloatVector s10a = ia;
        FloatVector s10b = ib;
        FloatVector s11a = ia;
        FloatVector s11b = ib;
        int a1 = a0 + aRows[row];
        int a2 = a0 + aRows[row + 1];
        int a3 = a0 + aRows[row + 2];
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
                FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + at + right]);
                s1a = x1.fma(w0, s1a);
                s1b = x1.fma(w1, s1b);
                FloatVector x2 = FloatVector.broadcast(SPECIES, a[a1 + at + down]);
                s2a = x2.fma(w0, s2a);
                s2b = x2.fma(w1, s2b);
                FloatVector x3 = FloatVector.broadcast(SPECIES, a[a1 + at + down + right]);
                s3a = x3.fma(w0, s3a);
                s3b = x3.fma(w1, s3b);
                FloatVector x4 = FloatVector.broadcast(SPECIES, a[a2 + at]);
                s4a = x4.fma(w0, s4a);
                s4b = x4.fma(w1, s4b);
                FloatVector x5 = FloatVector.broadcast(SPECIES, a[a2 + at + right]);
                s5a = x5.fma(w0, s5a);
                s5b = x5.fma(w1, s5b);
                FloatVector x6 = FloatVector.broadcast(SPECIES, a[a2 + at + down]);
                s6a = x6.fma(w0, s6a);
                s6b = x6.fma(w1, s6b);
                FloatVector x7 = FloatVector.broadcast(SPECIES, a[a2 + at + down + right]);
                s7a = x7.fma(w0, s7a);
                s7b = x7.fma(w1, s7b);
                FloatVector x8 = FloatVector.broadcast(SPECIES, a[a3 + at]);
                s8a = x8.fma(w0, s8a);
                s8b = x8.fma(w1, s8b);
                FloatVector x9 = FloatVector.broadcast(SPECIES, a[a3 + at + right]);
                s9a = x9.fma(w0, s9a);
                s9b = x9.fma(w1, s9b);
                FloatVector x10 = FloatVector.broadcast(SPECIES, a[a3 + at + down]);
                s10a = x10.fma(w0, s10a);
                s10b = x10.fma(w1, s10b);
                FloatVector x11 = FloatVector.broadcast(SPECIES, a[a3 + at + down + right]);
                s11a = x11.fma(w0, s11a);
                s11b = x11.fma(w1, s11b);
                at += aStep;
                from += bStep;
            } while (++k < length);
        } while (++run < runs);
        int c1 = c0 + cRows[row];
        FloatVector m0a = s0a.max(s1a).max(s2a.max(s3a));
        m0a.blend(low, m0a.compare(VectorOperators.LT, low)).intoArray(c, c1);
        FloatVector m0b = s0b.max(s1b).max(s2b.max(s3b));
        m0b.blend(low, m0b.compare(VectorOperators.LT, low)).intoArray(c, c1 + LANES);
        int c2 = c0 + cRows[row + 1];
        FloatVector m1a = s4a.max(s5a).max(s6a.max(s7a));
        m1a.blend(low, m1a.compare(VectorOperators.LT, low)).intoArray(c, c2);
        FloatVector m1b = s4b.max(s5b).max(s6b.max(s7b));
        m1b.blend(low, m1b.compare(VectorOperators.LT, low)).intoArray(c, c2 + LANES);
        int c3 = c0 + cRows[row + 2];
        FloatVector m2a = s8a.max(s9a).max(s10a.max(s11a));
        m2a.blend(low, m2a.compare(VectorOperators.LT, low)).intoArray(c, c3);
        FloatVector m2b = s8b.max(s9b).max(s10b.max(s11b));
        m2b.blend(low, m2b.compare(VectorOperators.LT, low)).intoArray(c, c3 + LANES);
    }

    static void one(int row, float[] a, int a0, int[] aRows, int right, int down, int[] aRuns, int[] bRuns,
            int runs, int length, int aStep, float[] b, int b0, int bStep, float[] init, int init0, float[] c, int c0,
            int[] cRows, float low) {
        FloatVector ia = FloatVector.fromArray(SPECIES, init, init0);
        FloatVector ib = FloatVector.fromArray(SPECIES, init, init0 + LANES);
        FloatVector s0a = ia;
        FloatVector s0b = ib;
        FloatVector s1a = ia;
        FloatVector s1b = ib;
        FloatVector s2a = ia;
        FloatVector s2b = ib;
        FloatVector s3a = ia;
        FloatVector s3b = ib;
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
                FloatVector x1 = FloatVector.broadcast(SPECIES, a[a1 + at + right]);
                s1a = x1.fma(w0, s1a);
                s1b = x1.fma(w1, s1b);
                FloatVector x2 = FloatVector.broadcast(SPECIES, a[a1 + at + down]);
                s2a = x2.fma(w0, s2a);
                s2b = x2.fma(w1, s2b);
                FloatVector x3 = FloatVector.broadcast(SPECIES, a[a1 + at + down + right]);
                s3a = x3.fma(w0, s3a);
                s3b = x3.fma(w1, s3b);
                at += aStep;
                from += bStep;
            } while (++k < length);
        } while (++run < runs);
        int c1 = c0 + cRows[row];
        FloatVector m0a = s0a.max(s1a).max(s2a.max(s3a));
        m0a.blend(low, m0a.compare(VectorOperators.LT, low)).intoArray(c, c1);
        FloatVector m0b = s0b.max(s1b).max(s2b.max(s3b));
        m0b.blend(low, m0b.compare(VectorOperators.LT, low)).intoArray(c, c1 + LANES);
    }
}
