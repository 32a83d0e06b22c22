package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The register tile of fourteen rows by two vectors of columns, or by one; see {@link VectorProducts}.
 *
 * <p>Both keep to the lower bound as they store, with or without a ReLU: afterwards that would take {@link Clamp} half as
 * long as a sum of thirty terms, and without it C2 on JDK 17 spills the two vectors of B within the loop of
 * {@link #two} in every other process, which then takes up to twice as long. With the upper bound of a ReLU6 too, C1
 * gives up on the method.
 */
final class FourteenRowTile {
    private FourteenRowTile() {
    }

    static void two(int row, float[] a, int a0, int[] aRows, int[] aRuns, int[] bRuns, int runs, int length,
            int aStep, float[] b, int b0, int bStep, float[] bias, int bias0, float[] c, int c0,
            int[] cRows, float low) {
        FloatVector start0 = FloatVector.fromArray(SPECIES, bias, bias0);
        FloatVector start1 = FloatVector.fromArray(SPECIES, bias, bias0 + LANES);
        FloatVector s0a = start0;
        FloatVector s0b = start1;
        FloatVector s1a = start0;
        FloatVector s1b = start1;
        FloatVector s2a = start0;
        FloatVector s2b = start1;
        FloatVector s3a = start0;
        FloatVector s3b = start1;
        FloatVector s4a = start0;
        FloatVector s4b = start1;
        FloatVector s5a = start0;
        FloatVector s5b = start1;
        FloatVector s6a = start0;
        FloatVector s6b = start1;
        FloatVector s7a = start0;
        FloatVector s7b = start1;
        FloatVector s8a = start0;
        FloatVector s8b = start1;
        FloatVector s9a = start0;
        FloatVector s9b = start1;
        FloatVector s10a = start0;
        FloatVector s10b = start1;
        FloatVector s11a = start0;
        FloatVector s11b = start1;
        FloatVector s12a = start0;
        FloatVector s12b = start1;
        FloatVector s13a = start0;
        FloatVector s13b = start1;
        int a1 = a0 + aRows[row];
        int a2 = a0 + aRows[row + 1];
        int a3 = a0 + aRows[row + 2];
        int a4 = a0 + aRows[row + 3];
        int a5 = a0 + aRows[row + 4];
        int a6 = a0 + aRows[row + 5];
        int a7 = a0 + aRows[row + 6];
        int a8 = a0 + aRows[row + 7];
        int a9 = a0 + aRows[row + 8];
        int a10 = a0 + aRows[row + 9];
        int a11 = a0 + aRows[row + 10];
        int a12 = a0 + aRows[row + 11];
        int a13 = a0 + aRows[row + 12];
        int a14 = a0 + aRows[row + 13];
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
                FloatVector x9 = FloatVector.broadcast(SPECIES, a[a10 + at]);
                s9a = x9.fma(w0, s9a);
                s9b = x9.fma(w1, s9b);
                FloatVector x10 = FloatVector.broadcast(SPECIES, a[a11 + at]);
                s10a = x10.fma(w0, s10a);
                s10b = x10.fma(w1, s10b);
                FloatVector x11 = FloatVector.broadcast(SPECIES, a[a12 + at]);
                s11a = x11.fma(w0, s11a);
                s11b = x11.fma(w1, s11b);
                FloatVector x12 = FloatVector.broadcast(SPECIES, a[a13 + at]);
                s12a = x12.fma(w0, s12a);
                s12b = x12.fma(w1, s12b);
                FloatVector x13 = FloatVector.broadcast(SPECIES, a[a14 + at]);
                s13a = x13.fma(w0, s13a);
                s13b = x13.fma(w1, s13b);
                at += aStep;
                from += bStep;
            } while (++k < length);
        } while (++run < runs);
        FloatVector bound = FloatVector.broadcast(SPECIES, low);
        int c1 = c0 + cRows[row];
        s0a.blend(bound, s0a.compare(VectorOperators.LT, bound)).intoArray(c, c1);
        s0b.blend(bound, s0b.compare(VectorOperators.LT, bound)).intoArray(c, c1 + LANES);
        int c2 = c0 + cRows[row + 1];
        s1a.blend(bound, s1a.compare(VectorOperators.LT, bound)).intoArray(c, c2);
        s1b.blend(bound, s1b.compare(VectorOperators.LT, bound)).intoArray(c, c2 + LANES);
        int c3 = c0 + cRows[row + 2];
        s2a.blend(bound, s2a.compare(VectorOperators.LT, bound)).intoArray(c, c3);
        s2b.blend(bound, s2b.compare(VectorOperators.LT, bound)).intoArray(c, c3 + LANES);
        int c4 = c0 + cRows[row + 3];
        s3a.blend(bound, s3a.compare(VectorOperators.LT, bound)).intoArray(c, c4);
        s3b.blend(bound, s3b.compare(VectorOperators.LT, bound)).intoArray(c, c4 + LANES);
        int c5 = c0 + cRows[row + 4];
        s4a.blend(bound, s4a.compare(VectorOperators.LT, bound)).intoArray(c, c5);
        s4b.blend(bound, s4b.compare(VectorOperators.LT, bound)).intoArray(c, c5 + LANES);
        int c6 = c0 + cRows[row + 5];
        s5a.blend(bound, s5a.compare(VectorOperators.LT, bound)).intoArray(c, c6);
        s5b.blend(bound, s5b.compare(VectorOperators.LT, bound)).intoArray(c, c6 + LANES);
        int c7 = c0 + cRows[row + 6];
        s6a.blend(bound, s6a.compare(VectorOperators.LT, bound)).intoArray(c, c7);
        s6b.blend(bound, s6b.compare(VectorOperators.LT, bound)).intoArray(c, c7 + LANES);
        int c8 = c0 + cRows[row + 7];
        s7a.blend(bound, s7a.compare(VectorOperators.LT, bound)).intoArray(c, c8);
        s7b.blend(bound, s7b.compare(VectorOperators.LT, bound)).intoArray(c, c8 + LANES);
        int c9 = c0 + cRows[row + 8];
        s8a.blend(bound, s8a.compare(VectorOperators.LT, bound)).intoArray(c, c9);
        s8b.blend(bound, s8b.compare(VectorOperators.LT, bound)).intoArray(c, c9 + LANES);
        int c10 = c0 + cRows[row + 9];
        s9a.blend(bound, s9a.compare(VectorOperators.LT, bound)).intoArray(c, c10);
        s9b.blend(bound, s9b.compare(VectorOperators.LT, bound)).intoArray(c, c10 + LANES);
        int c11 = c0 + cRows[row + 10];
        s10a.blend(bound, s10a.compare(VectorOperators.LT, bound)).intoArray(c, c11);
        s10b.blend(bound, s10b.compare(VectorOperators.LT, bound)).intoArray(c, c11 + LANES);
        int c12 = c0 + cRows[row + 11];
        s11a.blend(bound, s11a.compare(VectorOperators.LT, bound)).intoArray(c, c12);
        s11b.blend(bound, s11b.compare(VectorOperators.LT, bound)).intoArray(c, c12 + LANES);
        int c13 = c0 + cRows[row + 12];
        s12a.blend(bound, s12a.compare(VectorOperators.LT, bound)).intoArray(c, c13);
        s12b.blend(bound, s12b.compare(VectorOperators.LT, bound)).intoArray(c, c13 + LANES);
        int c14 = c0 + cRows[row + 13];
        s13a.blend(bound, s13a.compare(VectorOperators.LT, bound)).intoArray(c, c14);
        s13b.blend(bound, s13b.compare(VectorOperators.LT, bound)).intoArray(c, c14 + LANES);
    }

    static void one(int row, float[] a, int a0, int[] aRows, int[] aRuns, int[] bRuns, int runs, int length,
            int aStep, float[] b, int b0, int bStep, float[] init, int init0, int initMask, float[] c, int c0,
            int[] cRows, float low) {
        int i1 = init0 + (cRows[row] & initMask);
        FloatVector s0a = FloatVector.fromArray(SPECIES, init, i1);
        int i2 = init0 + (cRows[row + 1] & initMask);
        FloatVector s1a = FloatVector.fromArray(SPECIES, init, i2);
        int i3 = init0 + (cRows[row + 2] & initMask);
        FloatVector s2a = FloatVector.fromArray(SPECIES, init, i3);
        int i4 = init0 + (cRows[row + 3] & initMask);
        FloatVector s3a = FloatVector.fromArray(SPECIES, init, i4);
        int i5 = init0 + (cRows[row + 4] & initMask);
        FloatVector s4a = FloatVector.fromArray(SPECIES, init, i5);
        int i6 = init0 + (cRows[row + 5] & initMask);
        FloatVector s5a = FloatVector.fromArray(SPECIES, init, i6);
        int i7 = init0 + (cRows[row + 6] & initMask);
        FloatVector s6a = FloatVector.fromArray(SPECIES, init, i7);
        int i8 = init0 + (cRows[row + 7] & initMask);
        FloatVector s7a = FloatVector.fromArray(SPECIES, init, i8);
        int i9 = init0 + (cRows[row + 8] & initMask);
        FloatVector s8a = FloatVector.fromArray(SPECIES, init, i9);
        int i10 = init0 + (cRows[row + 9] & initMask);
        FloatVector s9a = FloatVector.fromArray(SPECIES, init, i10);
        int i11 = init0 + (cRows[row + 10] & initMask);
        FloatVector s10a = FloatVector.fromArray(SPECIES, init, i11);
        int i12 = init0 + (cRows[row + 11] & initMask);
        FloatVector s11a = FloatVector.fromArray(SPECIES, init, i12);
        int i13 = init0 + (cRows[row + 12] & initMask);
        FloatVector s12a = FloatVector.fromArray(SPECIES, init, i13);
        int i14 = init0 + (cRows[row + 13] & initMask);
        FloatVector s13a = FloatVector.fromArray(SPECIES, init, i14);
        int a1 = a0 + aRows[row];
        int a2 = a0 + aRows[row + 1];
        int a3 = a0 + aRows[row + 2];
        int a4 = a0 + aRows[row + 3];
        int a5 = a0 + aRows[row + 4];
        int a6 = a0 + aRows[row + 5];
        int a7 = a0 + aRows[row + 6];
        int a8 = a0 + aRows[row + 7];
        int a9 = a0 + aRows[row + 8];
        int a10 = a0 + aRows[row + 9];
        int a11 = a0 + aRows[row + 10];
        int a12 = a0 + aRows[row + 11];
        int a13 = a0 + aRows[row + 12];
        int a14 = a0 + aRows[row + 13];
        int run = 0;
        do {
            int at = aRuns[run];
            int from = b0 + bRuns[run];
            int k = 0;
            do {
                FloatVector w0 = FloatVector.fromArray(SPECIES, b, from);
                s0a = FloatVector.broadcast(SPECIES, a[a1 + at]).fma(w0, s0a);
                s1a = FloatVector.broadcast(SPECIES, a[a2 + at]).fma(w0, s1a);
                s2a = FloatVector.broadcast(SPECIES, a[a3 + at]).fma(w0, s2a);
                s3a = FloatVector.broadcast(SPECIES, a[a4 + at]).fma(w0, s3a);
                s4a = FloatVector.broadcast(SPECIES, a[a5 + at]).fma(w0, s4a);
                s5a = FloatVector.broadcast(SPECIES, a[a6 + at]).fma(w0, s5a);
                s6a = FloatVector.broadcast(SPECIES, a[a7 + at]).fma(w0, s6a);
                s7a = FloatVector.broadcast(SPECIES, a[a8 + at]).fma(w0, s7a);
                s8a = FloatVector.broadcast(SPECIES, a[a9 + at]).fma(w0, s8a);
                s9a = FloatVector.broadcast(SPECIES, a[a10 + at]).fma(w0, s9a);
                s10a = FloatVector.broadcast(SPECIES, a[a11 + at]).fma(w0, s10a);
                s11a = FloatVector.broadcast(SPECIES, a[a12 + at]).fma(w0, s11a);
                s12a = FloatVector.broadcast(SPECIES, a[a13 + at]).fma(w0, s12a);
                s13a = FloatVector.broadcast(SPECIES, a[a14 + at]).fma(w0, s13a);
                at += aStep;
                from += bStep;
            } while (++k < length);
        } while (++run < runs);
        FloatVector bound = FloatVector.broadcast(SPECIES, low);
        int c1 = c0 + cRows[row];
        s0a.blend(bound, s0a.compare(VectorOperators.LT, bound)).intoArray(c, c1);
        int c2 = c0 + cRows[row + 1];
        s1a.blend(bound, s1a.compare(VectorOperators.LT, bound)).intoArray(c, c2);
        int c3 = c0 + cRows[row + 2];
        s2a.blend(bound, s2a.compare(VectorOperators.LT, bound)).intoArray(c, c3);
        int c4 = c0 + cRows[row + 3];
        s3a.blend(bound, s3a.compare(VectorOperators.LT, bound)).intoArray(c, c4);
        int c5 = c0 + cRows[row + 4];
        s4a.blend(bound, s4a.compare(VectorOperators.LT, bound)).intoArray(c, c5);
        int c6 = c0 + cRows[row + 5];
        s5a.blend(bound, s5a.compare(VectorOperators.LT, bound)).intoArray(c, c6);
        int c7 = c0 + cRows[row + 6];
        s6a.blend(bound, s6a.compare(VectorOperators.LT, bound)).intoArray(c, c7);
        int c8 = c0 + cRows[row + 7];
        s7a.blend(bound, s7a.compare(VectorOperators.LT, bound)).intoArray(c, c8);
        int c9 = c0 + cRows[row + 8];
        s8a.blend(bound, s8a.compare(VectorOperators.LT, bound)).intoArray(c, c9);
        int c10 = c0 + cRows[row + 9];
        s9a.blend(bound, s9a.compare(VectorOperators.LT, bound)).intoArray(c, c10);
        int c11 = c0 + cRows[row + 10];
        s10a.blend(bound, s10a.compare(VectorOperators.LT, bound)).intoArray(c, c11);
        int c12 = c0 + cRows[row + 11];
        s11a.blend(bound, s11a.compare(VectorOperators.LT, bound)).intoArray(c, c12);
        int c13 = c0 + cRows[row + 12];
        s12a.blend(bound, s12a.compare(VectorOperators.LT, bound)).intoArray(c, c13);
        int c14 = c0 + cRows[row + 13];
        s13a.blend(bound, s13a.compare(VectorOperators.LT, bound)).intoArray(c, c14);
    }
}
