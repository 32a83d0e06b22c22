package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Tiles of a product channel by channel: one vector of channels by twelve output pixels, or by one; the weights of a
 * tap are loaded once for all pixels of the tile. In the gradient of the weights, one vector of channels by nine taps,
 * five or one. {@link VectorProducts} says how a tile is written.
 */
final class DepthwiseTiles {
    /** Pixels of the large tile: its sums, a vector of weights and one of x fit into 16 registers. */
    static final int ROWS = 12;

    private DepthwiseTiles() {
    }

    static void rows(int row, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] w, int w0, float[] y,
            int y0, int[] yRows, float low, float high) {
        FloatVector weight = FloatVector.fromArray(SPECIES, w, w0);
        int x1 = x0 + xRows[row];
        FloatVector s0 = weight;
        int x2 = x0 + xRows[row + 1];
        FloatVector s1 = weight;
        int x3 = x0 + xRows[row + 2];
        FloatVector s2 = weight;
        int x4 = x0 + xRows[row + 3];
        FloatVector s3 = weight;
        int x5 = x0 + xRows[row + 4];
        FloatVector s4 = weight;
        int x6 = x0 + xRows[row + 5];
        FloatVector s5 = weight;
        int x7 = x0 + xRows[row + 6];
        FloatVector s6 = weight;
        int x8 = x0 + xRows[row + 7];
        FloatVector s7 = weight;
        int x9 = x0 + xRows[row + 8];
        FloatVector s8 = weight;
        int x10 = x0 + xRows[row + 9];
        FloatVector s9 = weight;
        int x11 = x0 + xRows[row + 10];
        FloatVector s10 = weight;
        int x12 = x0 + xRows[row + 11];
        FloatVector s11 = weight;
        int from = w0 + channels;
        int t = 0;
        do {
            int at = taps[t];
            weight = FloatVector.fromArray(SPECIES, w, from);
            s0 = FloatVector.fromArray(SPECIES, x, x1 + at).fma(weight, s0);
            s1 = FloatVector.fromArray(SPECIES, x, x2 + at).fma(weight, s1);
            s2 = FloatVector.fromArray(SPECIES, x, x3 + at).fma(weight, s2);
            s3 = FloatVector.fromArray(SPECIES, x, x4 + at).fma(weight, s3);
            s4 = FloatVector.fromArray(SPECIES, x, x5 + at).fma(weight, s4);
            s5 = FloatVector.fromArray(SPECIES, x, x6 + at).fma(weight, s5);
            s6 = FloatVector.fromArray(SPECIES, x, x7 + at).fma(weight, s6);
            s7 = FloatVector.fromArray(SPECIES, x, x8 + at).fma(weight, s7);
            s8 = FloatVector.fromArray(SPECIES, x, x9 + at).fma(weight, s8);
            s9 = FloatVector.fromArray(SPECIES, x, x10 + at).fma(weight, s9);
            s10 = FloatVector.fromArray(SPECIES, x, x11 + at).fma(weight, s10);
            s11 = FloatVector.fromArray(SPECIES, x, x12 + at).fma(weight, s11);
            from += channels;
        } while (++t < taps.length);
        s0.blend(low, s0.compare(VectorOperators.LT, low))
                .blend(high, s0.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row]);
        s1.blend(low, s1.compare(VectorOperators.LT, low))
                .blend(high, s1.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 1]);
        s2.blend(low, s2.compare(VectorOperators.LT, low))
                .blend(high, s2.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 2]);
        s3.blend(low, s3.compare(VectorOperators.LT, low))
                .blend(high, s3.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 3]);
        s4.blend(low, s4.compare(VectorOperators.LT, low))
                .blend(high, s4.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 4]);
        s5.blend(low, s5.compare(VectorOperators.LT, low))
                .blend(high, s5.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 5]);
        s6.blend(low, s6.compare(VectorOperators.LT, low))
                .blend(high, s6.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 6]);
        s7.blend(low, s7.compare(VectorOperators.LT, low))
                .blend(high, s7.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 7]);
        s8.blend(low, s8.compare(VectorOperators.LT, low))
                .blend(high, s8.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 8]);
        s9.blend(low, s9.compare(VectorOperators.LT, low))
                .blend(high, s9.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 9]);
        s10.blend(low, s10.compare(VectorOperators.LT, low))
                .blend(high, s10.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 10]);
        s11.blend(low, s11.compare(VectorOperators.LT, low))
                .blend(high, s11.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row + 11]);
    }

    static void row(int row, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] w, int w0, float[] y,
            int y0, int[] yRows, float low, float high) {
        FloatVector weight = FloatVector.fromArray(SPECIES, w, w0);
        int x1 = x0 + xRows[row];
        FloatVector s0 = weight;
        int from = w0 + channels;
        int t = 0;
        do {
            int at = taps[t];
            weight = FloatVector.fromArray(SPECIES, w, from);
            s0 = FloatVector.fromArray(SPECIES, x, x1 + at).fma(weight, s0);
            from += channels;
        } while (++t < taps.length);
        s0.blend(low, s0.compare(VectorOperators.LT, low))
                .blend(high, s0.compare(VectorOperators.GT, high)).intoArray(y, y0 + yRows[row]);
    }

    static void nineWeights(int rows, int tap, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] dy,
            int dy0, int[] dyRows, float[] dw, int dw0) {
        int x1 = x0 + taps[tap];
        int x2 = x0 + taps[tap + 1];
        int x3 = x0 + taps[tap + 2];
        int x4 = x0 + taps[tap + 3];
        int x5 = x0 + taps[tap + 4];
        int x6 = x0 + taps[tap + 5];
        int x7 = x0 + taps[tap + 6];
        int x8 = x0 + taps[tap + 7];
        int x9 = x0 + taps[tap + 8];
        int to1 = dw0 + tap * channels;
        FloatVector s0 = FloatVector.fromArray(SPECIES, dw, to1);
        int to2 = dw0 + (tap + 1) * channels;
        FloatVector s1 = FloatVector.fromArray(SPECIES, dw, to2);
        int to3 = dw0 + (tap + 2) * channels;
        FloatVector s2 = FloatVector.fromArray(SPECIES, dw, to3);
        int to4 = dw0 + (tap + 3) * channels;
        FloatVector s3 = FloatVector.fromArray(SPECIES, dw, to4);
        int to5 = dw0 + (tap + 4) * channels;
        FloatVector s4 = FloatVector.fromArray(SPECIES, dw, to5);
        int to6 = dw0 + (tap + 5) * channels;
        FloatVector s5 = FloatVector.fromArray(SPECIES, dw, to6);
        int to7 = dw0 + (tap + 6) * channels;
        FloatVector s6 = FloatVector.fromArray(SPECIES, dw, to7);
        int to8 = dw0 + (tap + 7) * channels;
        FloatVector s7 = FloatVector.fromArray(SPECIES, dw, to8);
        int to9 = dw0 + (tap + 8) * channels;
        FloatVector s8 = FloatVector.fromArray(SPECIES, dw, to9);
        int m = 0;
        do {
            int at = xRows[m];
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dy0 + dyRows[m]);
            s0 = FloatVector.fromArray(SPECIES, x, x1 + at).fma(d, s0);
            s1 = FloatVector.fromArray(SPECIES, x, x2 + at).fma(d, s1);
            s2 = FloatVector.fromArray(SPECIES, x, x3 + at).fma(d, s2);
            s3 = FloatVector.fromArray(SPECIES, x, x4 + at).fma(d, s3);
            s4 = FloatVector.fromArray(SPECIES, x, x5 + at).fma(d, s4);
            s5 = FloatVector.fromArray(SPECIES, x, x6 + at).fma(d, s5);
            s6 = FloatVector.fromArray(SPECIES, x, x7 + at).fma(d, s6);
            s7 = FloatVector.fromArray(SPECIES, x, x8 + at).fma(d, s7);
            s8 = FloatVector.fromArray(SPECIES, x, x9 + at).fma(d, s8);
        } while (++m < rows);
        s0.intoArray(dw, to1);
        s1.intoArray(dw, to2);
        s2.intoArray(dw, to3);
        s3.intoArray(dw, to4);
        s4.intoArray(dw, to5);
        s5.intoArray(dw, to6);
        s6.intoArray(dw, to7);
        s7.intoArray(dw, to8);
        s8.intoArray(dw, to9);
    }

    static void fiveWeights(int rows, int tap, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] dy,
            int dy0, int[] dyRows, float[] dw, int dw0) {
        int x1 = x0 + taps[tap];
        int x2 = x0 + taps[tap + 1];
        int x3 = x0 + taps[tap + 2];
        int x4 = x0 + taps[tap + 3];
        int x5 = x0 + taps[tap + 4];
        int to1 = dw0 + tap * channels;
        FloatVector s0 = FloatVector.fromArray(SPECIES, dw, to1);
        int to2 = dw0 + (tap + 1) * channels;
        FloatVector s1 = FloatVector.fromArray(SPECIES, dw, to2);
        int to3 = dw0 + (tap + 2) * channels;
        FloatVector s2 = FloatVector.fromArray(SPECIES, dw, to3);
        int to4 = dw0 + (tap + 3) * channels;
        FloatVector s3 = FloatVector.fromArray(SPECIES, dw, to4);
        int to5 = dw0 + (tap + 4) * channels;
        FloatVector s4 = FloatVector.fromArray(SPECIES, dw, to5);
        int m = 0;
        do {
            int at = xRows[m];
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dy0 + dyRows[m]);
            s0 = FloatVector.fromArray(SPECIES, x, x1 + at).fma(d, s0);
            s1 = FloatVector.fromArray(SPECIES, x, x2 + at).fma(d, s1);
            s2 = FloatVector.fromArray(SPECIES, x, x3 + at).fma(d, s2);
            s3 = FloatVector.fromArray(SPECIES, x, x4 + at).fma(d, s3);
            s4 = FloatVector.fromArray(SPECIES, x, x5 + at).fma(d, s4);
        } while (++m < rows);
        s0.intoArray(dw, to1);
        s1.intoArray(dw, to2);
        s2.intoArray(dw, to3);
        s3.intoArray(dw, to4);
        s4.intoArray(dw, to5);
    }

    static void oneWeight(int rows, int tap, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] dy,
            int dy0, int[] dyRows, float[] dw, int dw0) {
        int x1 = x0 + taps[tap];
        int to1 = dw0 + tap * channels;
        FloatVector s0 = FloatVector.fromArray(SPECIES, dw, to1);
        int m = 0;
        do {
            int at = xRows[m];
            FloatVector d = FloatVector.fromArray(SPECIES, dy, dy0 + dyRows[m]);
            s0 = FloatVector.fromArray(SPECIES, x, x1 + at).fma(d, s0);
        } while (++m < rows);
        s0.intoArray(dw, to1);
    }
}
