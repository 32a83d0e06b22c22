package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tile of twenty-eight evenly spaced rows by one vector of columns: what {@link EvenTile} is for two
 * vectors. With fourteen rows, beginning and ending took as long as the sums of few terms.
 */
final class NarrowEvenTile {
    static final int ROWS = 28;

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

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
        FloatVector bad0 = s0.fma(zero, zero);
        FloatVector bad1 = s1.fma(zero, zero);
        FloatVector bad2 = s2.fma(zero, zero);
        FloatVector bad3 = s3.fma(zero, zero);

        s0.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        s1.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        s2.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        s3.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = s4.fma(zero, bad0);
        s4.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = s5.fma(zero, bad1);
        s5.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = s6.fma(zero, bad2);
        s6.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = s7.fma(zero, bad3);
        s7.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = s8.fma(zero, bad0);
        s8.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = s9.fma(zero, bad1);
        s9.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = s10.fma(zero, bad2);
        s10.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = s11.fma(zero, bad3);
        s11.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = s12.fma(zero, bad0);
        s12.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = s13.fma(zero, bad1);
        s13.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = s14.fma(zero, bad2);
        s14.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = s15.fma(zero, bad3);
        s15.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = s16.fma(zero, bad0);
        s16.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = s17.fma(zero, bad1);
        s17.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = s18.fma(zero, bad2);
        s18.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = s19.fma(zero, bad3);
        s19.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = s20.fma(zero, bad0);
        s20.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = s21.fma(zero, bad1);
        s21.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = s22.fma(zero, bad2);
        s22.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = s23.fma(zero, bad3);
        s23.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad0 = s24.fma(zero, bad0);
        s24.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad1 = s25.fma(zero, bad1);
        s25.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad2 = s26.fma(zero, bad2);
        s26.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        c0 += cRow;
        bad3 = s27.fma(zero, bad3);
        s27.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        return bad0.fma(zero, bad1.fma(zero, bad2.fma(zero, bad3)))
                .reinterpretAsInts().reduceLanes(VectorOperators.OR);
    }
}
