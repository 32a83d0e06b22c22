package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.INTS;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The register tile of fourteen rows by two vectors of columns whose rows are evenly spaced in A and in C; see
 * {@link VectorProducts}. It needs no tables of where rows are, and keeps to both bounds as it stores, which with
 * {@link FourteenRowTile} and {@link Clamp} takes as long as the sum of five terms more.
 *
 * <p>The bounds are {@link IntBounds}, which do not keep NaN. So a tile also adds up its results, and says if the sum
 * times zero is not zero: then some are infinite or NaN, or the sum overflows. Four such sums take turns, since each
 * waits for the one before. Sums of products with zero would never overflow, but these take turns with the tile's own
 * in the units for products, where additions may have others.
 */
final class EvenTile {
    /**
     * Terms of a run at most. Around a loop that may be longer C2 puts another one, to reach a safepoint now and then
     * (loop strip mining, with the collector G1); that loop carries all sums too, and in most processes this tile then
     * took 340 cycles more. It leaves the outer loop out where it knows that the inner one turns at most 100 times.
     */
    static final int MOST_TERMS = 100;

    private EvenTile() {
    }

    /**
     * @param length at most {@link #MOST_TERMS}
     * @param aRow from a row to the next in A
     * @param cRow from a row to the next in C
     * @return 0 if the sum of all results was finite, and so all of them
     */
    static int two(float[] a, int a0, int aRow, int[] aRuns, int[] bRuns, int runs, int length, int aStep,
            float[] b, int b0, int bStep, float[] bias, int bias0, float[] c, int c0, int cRow, int low, int high) {
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
        int terms = Math.min(length, MOST_TERMS);
        int run = 0;
        do {
            int at = a0 + aRuns[run];
            int from = b0 + bRuns[run];
            int k = 0;
            do {
                FloatVector w0 = FloatVector.fromArray(SPECIES, b, from);
                FloatVector w1 = FloatVector.fromArray(SPECIES, b, from + LANES);
                int p = at;
                FloatVector x0 = FloatVector.broadcast(SPECIES, a[p]);
                s0a = x0.fma(w0, s0a);
                s0b = x0.fma(w1, s0b);
                p += aRow;
                FloatVector x1 = FloatVector.broadcast(SPECIES, a[p]);
                s1a = x1.fma(w0, s1a);
                s1b = x1.fma(w1, s1b);
                p += aRow;
                FloatVector x2 = FloatVector.broadcast(SPECIES, a[p]);
                s2a = x2.fma(w0, s2a);
                s2b = x2.fma(w1, s2b);
                p += aRow;
                FloatVector x3 = FloatVector.broadcast(SPECIES, a[p]);
                s3a = x3.fma(w0, s3a);
                s3b = x3.fma(w1, s3b);
                p += aRow;
                FloatVector x4 = FloatVector.broadcast(SPECIES, a[p]);
                s4a = x4.fma(w0, s4a);
                s4b = x4.fma(w1, s4b);
                p += aRow;
                FloatVector x5 = FloatVector.broadcast(SPECIES, a[p]);
                s5a = x5.fma(w0, s5a);
                s5b = x5.fma(w1, s5b);
                p += aRow;
                FloatVector x6 = FloatVector.broadcast(SPECIES, a[p]);
                s6a = x6.fma(w0, s6a);
                s6b = x6.fma(w1, s6b);
                p += aRow;
                FloatVector x7 = FloatVector.broadcast(SPECIES, a[p]);
                s7a = x7.fma(w0, s7a);
                s7b = x7.fma(w1, s7b);
                p += aRow;
                FloatVector x8 = FloatVector.broadcast(SPECIES, a[p]);
                s8a = x8.fma(w0, s8a);
                s8b = x8.fma(w1, s8b);
                p += aRow;
                FloatVector x9 = FloatVector.broadcast(SPECIES, a[p]);
                s9a = x9.fma(w0, s9a);
                s9b = x9.fma(w1, s9b);
                p += aRow;
                FloatVector x10 = FloatVector.broadcast(SPECIES, a[p]);
                s10a = x10.fma(w0, s10a);
                s10b = x10.fma(w1, s10b);
                p += aRow;
                FloatVector x11 = FloatVector.broadcast(SPECIES, a[p]);
                s11a = x11.fma(w0, s11a);
                s11b = x11.fma(w1, s11b);
                p += aRow;
                FloatVector x12 = FloatVector.broadcast(SPECIES, a[p]);
                s12a = x12.fma(w0, s12a);
                s12b = x12.fma(w1, s12b);
                p += aRow;
                FloatVector x13 = FloatVector.broadcast(SPECIES, a[p]);
                s13a = x13.fma(w0, s13a);
                s13b = x13.fma(w1, s13b);
                at += aStep;
                from += bStep;
            } while (++k < terms);
        } while (++run < runs);
        IntVector lows = IntVector.broadcast(INTS, low);
        IntVector highs = IntVector.broadcast(INTS, high);
        FloatVector zero = FloatVector.broadcast(SPECIES, 0);
        FloatVector bad0 = s0a;
        FloatVector bad1 = s0b;
        FloatVector bad2 = s1a;
        FloatVector bad3 = s1b;

        s0a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        s0b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        s1a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        s1b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad0 = bad0.add(s2a);
        s2a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad1 = bad1.add(s2b);
        s2b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad2 = bad2.add(s3a);
        s3a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad3 = bad3.add(s3b);
        s3b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad0 = bad0.add(s4a);
        s4a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad1 = bad1.add(s4b);
        s4b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad2 = bad2.add(s5a);
        s5a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad3 = bad3.add(s5b);
        s5b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad0 = bad0.add(s6a);
        s6a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad1 = bad1.add(s6b);
        s6b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad2 = bad2.add(s7a);
        s7a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad3 = bad3.add(s7b);
        s7b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad0 = bad0.add(s8a);
        s8a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad1 = bad1.add(s8b);
        s8b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad2 = bad2.add(s9a);
        s9a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad3 = bad3.add(s9b);
        s9b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad0 = bad0.add(s10a);
        s10a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad1 = bad1.add(s10b);
        s10b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad2 = bad2.add(s11a);
        s11a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad3 = bad3.add(s11b);
        s11b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad0 = bad0.add(s12a);
        s12a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad1 = bad1.add(s12b);
        s12b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        c0 += cRow;
        bad2 = bad2.add(s13a);
        s13a.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0);
        bad3 = bad3.add(s13b);
        s13b.reinterpretAsInts().max(lows).min(highs).reinterpretAsFloats().intoArray(c, c0 + LANES);
        return bad0.add(bad1).add(bad2.add(bad3)).fma(zero, zero).reinterpretAsInts().reduceLanes(VectorOperators.OR);
    }
}
