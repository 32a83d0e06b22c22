package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Tiles of a product channel by channel: two vectors of channels by six output pixels, or by one. The weights of a tap are
 * loaded once for all pixels of the tile; {@link VectorProducts} says how a tile is written.
 */
final class DepthwiseTiles {
    /** Pixels of the large tile: its 12 sums and two vectors of weights fit into 16 registers. */
    static final int ROWS = 6;

    private DepthwiseTiles() {
    }

    static void rows(int row, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] w, int w0, float[] y,
            int y0, int[] yRows, float low) {
        FloatVector wa = FloatVector.fromArray(SPECIES, w, w0);
        FloatVector wb = FloatVector.fromArray(SPECIES, w, w0 + LANES);
        int x1 = x0 + xRows[row];
        FloatVector s0a = wa;
        FloatVector s0b = wb;
        int x2 = x0 + xRows[row + 1];
        FloatVector s1a = wa;
        FloatVector s1b = wb;
        int x3 = x0 + xRows[row + 2];
        FloatVector s2a = wa;
        FloatVector s2b = wb;
        int x4 = x0 + xRows[row + 3];
        FloatVector s3a = wa;
        FloatVector s3b = wb;
        int x5 = x0 + xRows[row + 4];
        FloatVector s4a = wa;
        FloatVector s4b = wb;
        int x6 = x0 + xRows[row + 5];
        FloatVector s5a = wa;
        FloatVector s5b = wb;
        int from = w0 + channels;
        int t = 0;
        do {
            int at = taps[t];
            wa = FloatVector.fromArray(SPECIES, w, from);
            wb = FloatVector.fromArray(SPECIES, w, from + LANES);
            s0a = FloatVector.fromArray(SPECIES, x, x1 + at).fma(wa, s0a);
            s0b = FloatVector.fromArray(SPECIES, x, x1 + at + LANES).fma(wb, s0b);
            s1a = FloatVector.fromArray(SPECIES, x, x2 + at).fma(wa, s1a);
            s1b = FloatVector.fromArray(SPECIES, x, x2 + at + LANES).fma(wb, s1b);
            s2a = FloatVector.fromArray(SPECIES, x, x3 + at).fma(wa, s2a);
            s2b = FloatVector.fromArray(SPECIES, x, x3 + at + LANES).fma(wb, s2b);
            s3a = FloatVector.fromArray(SPECIES, x, x4 + at).fma(wa, s3a);
            s3b = FloatVector.fromArray(SPECIES, x, x4 + at + LANES).fma(wb, s3b);
            s4a = FloatVector.fromArray(SPECIES, x, x5 + at).fma(wa, s4a);
            s4b = FloatVector.fromArray(SPECIES, x, x5 + at + LANES).fma(wb, s4b);
            s5a = FloatVector.fromArray(SPECIES, x, x6 + at).fma(wa, s5a);
            s5b = FloatVector.fromArray(SPECIES, x, x6 + at + LANES).fma(wb, s5b);
            from += channels;
        } while (++t < taps.length);
        if (low == Float.NEGATIVE_INFINITY) {
            int y1 = y0 + yRows[row];
            s0a.intoArray(y, y1);
            s0b.intoArray(y, y1 + LANES);
            int y2 = y0 + yRows[row + 1];
            s1a.intoArray(y, y2);
            s1b.intoArray(y, y2 + LANES);
            int y3 = y0 + yRows[row + 2];
            s2a.intoArray(y, y3);
            s2b.intoArray(y, y3 + LANES);
            int y4 = y0 + yRows[row + 3];
            s3a.intoArray(y, y4);
            s3b.intoArray(y, y4 + LANES);
            int y5 = y0 + yRows[row + 4];
            s4a.intoArray(y, y5);
            s4b.intoArray(y, y5 + LANES);
            int y6 = y0 + yRows[row + 5];
            s5a.intoArray(y, y6);
            s5b.intoArray(y, y6 + LANES);
        } else {
            int y1 = y0 + yRows[row];
            s0a.blend(low, s0a.compare(VectorOperators.LT, low)).intoArray(y, y1);
            s0b.blend(low, s0b.compare(VectorOperators.LT, low)).intoArray(y, y1 + LANES);
            int y2 = y0 + yRows[row + 1];
            s1a.blend(low, s1a.compare(VectorOperators.LT, low)).intoArray(y, y2);
            s1b.blend(low, s1b.compare(VectorOperators.LT, low)).intoArray(y, y2 + LANES);
            int y3 = y0 + yRows[row + 2];
            s2a.blend(low, s2a.compare(VectorOperators.LT, low)).intoArray(y, y3);
            s2b.blend(low, s2b.compare(VectorOperators.LT, low)).intoArray(y, y3 + LANES);
            int y4 = y0 + yRows[row + 3];
            s3a.blend(low, s3a.compare(VectorOperators.LT, low)).intoArray(y, y4);
            s3b.blend(low, s3b.compare(VectorOperators.LT, low)).intoArray(y, y4 + LANES);
            int y5 = y0 + yRows[row + 4];
            s4a.blend(low, s4a.compare(VectorOperators.LT, low)).intoArray(y, y5);
            s4b.blend(low, s4b.compare(VectorOperators.LT, low)).intoArray(y, y5 + LANES);
            int y6 = y0 + yRows[row + 5];
            s5a.blend(low, s5a.compare(VectorOperators.LT, low)).intoArray(y, y6);
            s5b.blend(low, s5b.compare(VectorOperators.LT, low)).intoArray(y, y6 + LANES);
        }
    }

    static void row(int row, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] w, int w0, float[] y,
            int y0, int[] yRows, float low) {
        FloatVector wa = FloatVector.fromArray(SPECIES, w, w0);
        FloatVector wb = FloatVector.fromArray(SPECIES, w, w0 + LANES);
        int x1 = x0 + xRows[row];
        FloatVector s0a = wa;
        FloatVector s0b = wb;
        int from = w0 + channels;
        int t = 0;
        do {
            int at = taps[t];
            wa = FloatVector.fromArray(SPECIES, w, from);
            wb = FloatVector.fromArray(SPECIES, w, from + LANES);
            s0a = FloatVector.fromArray(SPECIES, x, x1 + at).fma(wa, s0a);
            s0b = FloatVector.fromArray(SPECIES, x, x1 + at + LANES).fma(wb, s0b);
            from += channels;
        } while (++t < taps.length);
        if (low == Float.NEGATIVE_INFINITY) {
            int y1 = y0 + yRows[row];
            s0a.intoArray(y, y1);
            s0b.intoArray(y, y1 + LANES);
        } else {
            int y1 = y0 + yRows[row];
            s0a.blend(low, s0a.compare(VectorOperators.LT, low)).intoArray(y, y1);
            s0b.blend(low, s0b.compare(VectorOperators.LT, low)).intoArray(y, y1 + LANES);
        }
    }

    static void threeWeights(int rows, int tap, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] dy, int dy0,
            int[] dyRows, float[] dw, int dw0) {
        int x1 = x0 + taps[tap];
        int to1 = dw0 + tap * channels;
        FloatVector s0a = FloatVector.fromArray(SPECIES, dw, to1);
        FloatVector s0b = FloatVector.fromArray(SPECIES, dw, to1 + LANES);
        int x2 = x0 + taps[tap + 1];
        int to2 = dw0 + (tap + 1) * channels;
        FloatVector s1a = FloatVector.fromArray(SPECIES, dw, to2);
        FloatVector s1b = FloatVector.fromArray(SPECIES, dw, to2 + LANES);
        int x3 = x0 + taps[tap + 2];
        int to3 = dw0 + (tap + 2) * channels;
        FloatVector s2a = FloatVector.fromArray(SPECIES, dw, to3);
        FloatVector s2b = FloatVector.fromArray(SPECIES, dw, to3 + LANES);
        int m = 0;
        do {
            int at = xRows[m];
            int from = dy0 + dyRows[m];
            FloatVector da = FloatVector.fromArray(SPECIES, dy, from);
            FloatVector db = FloatVector.fromArray(SPECIES, dy, from + LANES);
            s0a = FloatVector.fromArray(SPECIES, x, x1 + at).fma(da, s0a);
            s0b = FloatVector.fromArray(SPECIES, x, x1 + at + LANES).fma(db, s0b);
            s1a = FloatVector.fromArray(SPECIES, x, x2 + at).fma(da, s1a);
            s1b = FloatVector.fromArray(SPECIES, x, x2 + at + LANES).fma(db, s1b);
            s2a = FloatVector.fromArray(SPECIES, x, x3 + at).fma(da, s2a);
            s2b = FloatVector.fromArray(SPECIES, x, x3 + at + LANES).fma(db, s2b);
        } while (++m < rows);
        s0a.intoArray(dw, to1);
        s0b.intoArray(dw, to1 + LANES);
        s1a.intoArray(dw, to2);
        s1b.intoArray(dw, to2 + LANES);
        s2a.intoArray(dw, to3);
        s2b.intoArray(dw, to3 + LANES);
    }

    static void oneWeight(int rows, int tap, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] dy, int dy0,
            int[] dyRows, float[] dw, int dw0) {
        int x1 = x0 + taps[tap];
        int to1 = dw0 + tap * channels;
        FloatVector s0a = FloatVector.fromArray(SPECIES, dw, to1);
        FloatVector s0b = FloatVector.fromArray(SPECIES, dw, to1 + LANES);
        int m = 0;
        do {
            int at = xRows[m];
            int from = dy0 + dyRows[m];
            FloatVector da = FloatVector.fromArray(SPECIES, dy, from);
            FloatVector db = FloatVector.fromArray(SPECIES, dy, from + LANES);
            s0a = FloatVector.fromArray(SPECIES, x, x1 + at).fma(da, s0a);
            s0b = FloatVector.fromArray(SPECIES, x, x1 + at + LANES).fma(db, s0b);
        } while (++m < rows);
        s0a.intoArray(dw, to1);
        s0b.intoArray(dw, to1 + LANES);
    }
}
