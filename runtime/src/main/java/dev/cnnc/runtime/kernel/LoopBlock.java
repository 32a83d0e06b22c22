package dev.cnnc.runtime.kernel;

import java.util.Arrays;

/**
 * The sums of a block of rows by some columns, and some terms for it. The lanes are the rows.
 *
 * <p>Its methods are compiled one by one, soon and each in some milliseconds, because the loop that calls them turns so
 * seldom that C2 does not make one method of them all.
 */
final class LoopBlock {
    static final int MOST_ROWS = 128;
    static final int MOST_COLUMNS = 256;
    static final int MOST_TERMS = 16;
    /** With more than five, the loop over the rows is too large for C2 to unroll, and so to vectorise. */
    static final int TOGETHER = 4;
    /** Columns whose sums a first-level cache of 32 KB holds beside the terms. */
    private static final int CACHED = 32;

    private final float[][] sums = new float[MOST_COLUMNS][MOST_ROWS];
    private final float[][] terms = new float[MOST_TERMS][MOST_ROWS];
    private final int[] places = new int[MOST_TERMS];
    private int[] rows;
    private int row;
    private int count;
    private int columns;
    private int columnStep;
    private int pending;

    /** Blocks of equal size, since the first and the last few rows of a block take as long as all between them. */
    static int size(int rows) {
        int blocks = (rows + MOST_ROWS - 1) / MOST_ROWS;
        return (rows + blocks - 1) / blocks;
    }

    void begin(int[] aRows, int first, int rowCount, int columnCount, int step) {
        rows = aRows;
        row = first;
        count = rowCount;
        columns = columnCount;
        columnStep = step;
        pending = 0;
        for (int column = 0; column < columns; column++) {
            Arrays.fill(sums[column], 0, count, 0);
        }
    }

    /** Adds A's columns from {@code at} on times B's rows from {@code from} on, now or with the terms to come. */
    void add(float[] a, int at, int aStep, float[] b, int from, int bStep, int length) {
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, MOST_TERMS - pending);
            gather(a, at + done * aStep, aStep, part);
            for (int k = 0; k < part; k++) {
                places[pending + k] = from + (done + k) * bStep;
            }
            pending += part;
            done += part;
            if (pending == MOST_TERMS) {
                multiply(b);
            }
        }
    }

    private void gather(float[] a, int at, int aStep, int part) {
        int k = 0;
        for (; k <= part - TOGETHER; k += TOGETHER) {
            gather(a, at + k * aStep, aStep, terms[pending + k], terms[pending + k + 1], terms[pending + k + 2],
                    terms[pending + k + 3]);
        }
        for (; k < part; k++) {
            float[] term = terms[pending + k];
            int from = at + k * aStep;
            for (int m = 0; m < count; m++) {
                term[m] = a[from + rows[row + m]];
            }
        }
    }

    /** Of each row a few terms, which mostly are neighbours: rows may be so far apart that none stays in the cache. */
    private void gather(float[] a, int from, int aStep, float[] t0, float[] t1, float[] t2, float[] t3) {
        for (int m = 0; m < count; m++) {
            int at = from + rows[row + m];
            t0[m] = a[at];
            t1[m] = a[at + aStep];
            t2[m] = a[at + 2 * aStep];
            t3[m] = a[at + 3 * aStep];
        }
    }

    private void multiply(float[] b) {
        for (int first = 0; first < columns; first += CACHED) {
            int end = Math.min(columns, first + CACHED);
            for (int k = 0; k < pending; k += TOGETHER) {
                multiply(b, k, first, end);
            }
        }
        pending = 0;
    }

    private void multiply(float[] b, int k, int first, int end) {
        for (int column = first; column < end; column++) {
            int at = column * columnStep;
            sum(count, sums[column], terms[k], terms[k + 1], terms[k + 2], terms[k + 3], b[at + places[k]],
                    b[at + places[k + 1]], b[at + places[k + 2]], b[at + places[k + 3]]);
        }
    }

    private static void sum(int count, float[] sum, float[] t0, float[] t1, float[] t2, float[] t3, float b0, float b1,
            float b2, float b3) {
        for (int m = 0; m < count; m++) {
            sum[m] += t0[m] * b0 + t1[m] * b1 + t2[m] * b2 + t3[m] * b3;
        }
    }

    /** Adds the terms that were put off. */
    void addRest(float[] b) {
        if (pending > 0) {
            for (; pending % TOGETHER > 0; pending++) {
                Arrays.fill(terms[pending], 0);
                places[pending] = places[pending - 1];
            }
            multiply(b);
        }
    }

    /** Writes the sums, from a start that is a bias for all rows or has a row for each. */
    void finish(int[] cRows, float[] init, int init0, boolean perRow, float[] c, int c0, float low, float high) {
        int step = perRow ? 1 : 0;
        for (int m = 0; m < count; m++) {
            int to = c0 + cRows[row + m];
            int first = init0 + step * cRows[row + m];
            for (int column = 0; column < columns; column++) {
                c[to + column] = Math.min(Math.max(sums[column][m] + init[first + column], low), high);
            }
        }
    }

    /** Writes the sums as {@link InPlaceProducts} says, from {@code first} on of all columns. */
    void finish(int[] cRows, int first, float[] tail, int scale, int bias, float[] c, int c0, boolean adds, int add,
            float low, float high) {
        for (int from = 0; from < columns; from += CACHED) {
            int end = Math.min(columns, from + CACHED);
            for (int m = 0; m < count; m++) {
                int to = c0 + first + cRows[row + m];
                for (int column = from; column < end; column++) {
                    float sum = sums[column][m] * tail[scale + first + column] + tail[bias + first + column];
                    float start = adds ? c[to + add + column] : 0;
                    c[to + column] = Math.min(Math.max(start + sum, low), high);
                }
            }
        }
    }

    /** Raises what a product before this has left to the sums where they are larger. */
    void raise(int[] cRows, float[] init, int init0, float[] c, int c0, float high) {
        for (int m = 0; m < count; m++) {
            int to = c0 + cRows[row + m];
            for (int column = 0; column < columns; column++) {
                c[to + column] = Math.min(Math.max(sums[column][m] + init[init0 + column], c[to + column]), high);
            }
        }
    }
}
