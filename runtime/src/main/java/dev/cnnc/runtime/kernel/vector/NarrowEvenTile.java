package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.INTS;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The register tile of twenty-eight evenly spaced rows by one vector of columns: what {@link EvenTile} is for two
 * vectors. With fourteen rows, beginning and ending took as long as the sums of few terms.
 */
final class NarrowEvenTile {
    static final int ROWS = 28;

    private NarrowEvenTile() {
    }

    /** Arguments and result are those of {@link EvenTile#two}. */
    static int one(float[] a, int a0, int aRow, int[] aRuns, int[] bRuns, int runs, int length, int aStep,
            float[] b, int b0, int bStep, float[] bias, int bias0, float[] c, int c0, int cRow, int low, int high) {
        FloatVector start = FloatVector.fromArray(SPECIES, bias, bias0);
        FloatVector s0 = start;
        FloatVector s1 = start;
        FloatVector s2 = start;
        FloatVector s3 = start;
        FloatVector s4 = start;
        FloatVector s5 = start;
        FloatVector s6 = start;
        FloatVector s7 = start;
        FloatVector s8 = start;
        FloatVector s9 = start;
        FloatVector s10 = start;
        FloatVector s11 = start;
        FloatVector s12 = start;
        FloatVector s13 = start;
        FloatVector s14 = start;
        FloatVector s15 = start;
        FloatVector s16 = start;
        FloatVector s17 = start;
        FloatVector s18 = start;
        FloatVector s19 = start;
        FloatVector s20 = start;
        FloatVector s21 = start;
        FloatVector s22 = start;
        FloatVector s23 = start;
        FloatVector s24 = start;
        FloatVector s25 = start;
        FloatVector s26 = start;
        FloatVector s27 = start;
        int terms = Math.min(length, EvenTile.MOST_TERMS);
        int run = 0;
        do {
            int at = a0 + aRuns[run];
            int from = b0 + bRuns[run];
            int k = 0;
            do {
                FloatVector w = FloatVector.fromArray(SPECIES, b, from);
                int p = at;
                s0 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s0);
                p += aRow;
                s1 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s1);
                p += aRow;
                s2 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s2);
                p += aRow;
                s3 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s3);
                p += aRow;
                s4 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s4);
                p += aRow;
                s5 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s5);
                p += aRow;
                s6 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s6);
                p += aRow;
                s7 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s7);
                p += aRow;
                s8 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s8);
                p += aRow;
                s9 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s9);
                p += aRow;
                s10 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s10);
                p += aRow;
                s11 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s11);
                p += aRow;
                s12 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s12);
                p += aRow;
                s13 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s13);
                p += aRow;
                s14 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s14);
                p += aRow;
                s15 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s15);
                p += aRow;
                s16 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s16);
                p += aRow;
                s17 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s17);
                p += aRow;
                s18 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s18);
                p += aRow;
                s19 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s19);
                p += aRow;
                s20 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s20);
                p += aRow;
                s21 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s21);
                p += aRow;
                s22 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s22);
                p += aRow;
                s23 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s23);
                p += aRow;
                s24 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s24);
                p += aRow;
                s25 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s25);
                p += aRow;
                s26 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s26);
                p += aRow;
                s27 = FloatVector.broadcast(SPECIES, a[p]).fma(w, s27);
                at += aStep;
                from += bStep;
            } while (++k < terms);
        } while (++run < runs);
        IntVector lows = IntVector.broadcast(INTS, low);
        IntVector highs = IntVector.broadcast(INTS, high);
        FloatVector zero = FloatVector.broadcast(SPECIES, 0);
        FloatVector bad0 = s0;
        FloatVector bad1 = s1;
        FloatVector bad2 = s2;
        FloatVector bad3 = s3;

        s0.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        s1.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        s2.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        s3.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = bad0.add(s4);
        s4.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = bad1.add(s5);
        s5.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = bad2.add(s6);
        s6.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = bad3.add(s7);
        s7.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = bad0.add(s8);
        s8.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = bad1.add(s9);
        s9.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = bad2.add(s10);
        s10.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = bad3.add(s11);
        s11.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = bad0.add(s12);
        s12.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = bad1.add(s13);
        s13.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = bad2.add(s14);
        s14.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = bad3.add(s15);
        s15.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = bad0.add(s16);
        s16.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = bad1.add(s17);
        s17.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = bad2.add(s18);
        s18.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = bad3.add(s19);
        s19.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = bad0.add(s20);
        s20.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = bad1.add(s21);
        s21.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = bad2.add(s22);
        s22.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = bad3.add(s23);
        s23.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = bad0.add(s24);
        s24.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = bad1.add(s25);
        s25.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = bad2.add(s26);
        s26.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = bad3.add(s27);
        s27.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        return bad0.add(bad1).add(bad2.add(bad3)).fma(zero, zero).reinterpretAsInts().reduceLanes(VectorOperators.OR);
    }
}
