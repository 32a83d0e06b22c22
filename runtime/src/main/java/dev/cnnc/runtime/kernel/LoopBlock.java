package dev.cnnc.runtime.kernel;

import java.util.Arrays;

/**
 * The sums of some rows and columns of a product, and some terms for them. The lanes are the rows or the columns,
 * whichever are more. A row may stand for four, of which the largest is the result.
 *
 * <p>Its methods are compiled one by one, soon and each in some milliseconds, because the loop that calls them turns so
 * seldom that C2 does not make one method of them all. One term is added after another, so that a sum does not depend on
 * what else is computed with it.
 */
final class LoopBlock {
    /** Of rows or columns, whichever are fewer. */
    static final int FEWER = 192;
    /** Of a 2x2 window. */
    private static final int POOLED = 4;
    /** Columns whose numbers are read, or written, in one turn. */
    private static final int NEIGHBOURS = 4;
    /** Arrays of sums that are added to together, and the terms that are added then, and to one array. */
    private static final int TOGETHER = 3;
    private static final int TERMS = 2;
    private static final int TERMS_OF_ONE = 4;
    /** A vectorised loop takes a few lanes before its vectors, which begin at a line of the cache, and a few behind. */
    private static final int BEFORE_VECTORS = LoopLanes.LENGTH - LoopLanes.MOST;
    private static final int VECTOR = 16;

    /**
     * Made in one go, and not many, since loops are a sixth slower if some of them begin elsewhere in a line of the cache,
     * as do those for which the thread got a new piece of the heap.
     */
    private final float[][] arrays = new float[LoopTerms.MOST + FEWER][LoopLanes.LENGTH];
    private final float[][] terms = Arrays.copyOf(arrays, LoopTerms.MOST);
    private final int[] places = new int[LoopTerms.MOST];
    private final LoopTerms pending = new LoopTerms(terms, places);
    private final float[][] sums = Arrays.copyOfRange(arrays, LoopTerms.MOST, arrays.length);
    private final float[] factors = new float[LoopLanes.LENGTH];
    private final float[] offsets = new float[LoopLanes.LENGTH];
    private final int[] columnAt = new int[LoopLanes.MOST];
    private final int[] pixelAt = new int[LoopLanes.MOST];
    /** Where the rows lie in A, from {@code aRow} on. */
    private int[] aRows;
    private int aRow;
    private int[] cRows;
    private int row;
    private int rows;
    private int columns;
    /** Of rows that stand for four: how many lie in a line; else 0. */
    private int line;
    /** Whether the lanes are rows; else they are columns. */
    private boolean across;

    /** How many of {@code count} rows a block takes, that have so many columns. */
    static int rows(int count, int columns) {
        return LoopLanes.share(count, count < columns ? FEWER : LoopLanes.MOST);
    }

    /** How many of {@code count} columns a block takes, that have so many rows. */
    static int columns(int count, int rows) {
        return LoopLanes.share(count, rows < count ? LoopLanes.MOST : FEWER);
    }

    /** {@link #rows} of rows that stand for four: whole lines, or part of one. */
    static int pooledRows(int count, int line, int columns) {
        int most = (POOLED * count < columns ? FEWER : LoopLanes.MOST) / POOLED;
        return line > most ? LoopLanes.share(line, most) : LoopLanes.share(count / line, most / line) * line;
    }

    /** {@link #columns} of rows that stand for four. */
    static int pooledColumns(int count, int rows) {
        return columns(count, POOLED * rows);
    }

    /** @param columnStep from a column of B to the next */
    void begin(Product product, int firstRow, int rowCount, int columnStep, int columnCount) {
        line = 0;
        begin(product.aRows(), firstRow, product, firstRow, rowCount, columnStep, columnCount);
    }

    /**
     * Begins with rows that each stand for four: its own, one {@code right} further on in A, and those {@code down}
     * further on from both. They are taken line by line, as neighbours of an image.
     *
     * @param inLine rows of a line, of which there are whole ones, or part of one
     */
    void beginPooled(Product product, int firstRow, int rowCount, int inLine, int right, int down, int columnStep,
            int columnCount) {
        line = Math.min(inLine, rowCount);
        for (int i = 0; i < rowCount; i++) {
            int at = product.aRows()[firstRow + i];
            int lane = lane(i);
            pixelAt[lane] = at;
            pixelAt[lane + 1] = at + right;
            pixelAt[lane + 2 * line] = at + down;
            pixelAt[lane + 2 * line + 1] = at + down + right;
        }
        begin(pixelAt, 0, product, firstRow, POOLED * rowCount, columnStep, columnCount);
    }

    /** The first of the four that a row stands for. */
    private int lane(int pooled) {
        return pooled / line * POOLED * line + pooled % line * 2;
    }

    private void begin(int[] rowsOfA, int firstOfA, Product product, int firstRow, int rowCount, int columnStep,
            int columnCount) {
        aRows = rowsOfA;
        aRow = firstOfA;
        cRows = product.cRows();
        row = firstRow;
        rows = rowCount;
        columns = columnCount;
        across = rows >= columns;
        for (int column = 0; column < columns; column++) {
            columnAt[column] = column * columnStep;
        }
        pending.begin(across ? aRows : columnAt, across ? aRow : 0, lanes());
        for (int i = 0; i < others(); i++) {
            Arrays.fill(sums[i], 0, wholeVectors(), 0);
        }
    }

    private int lanes() {
        return across ? rows : columns;
    }

    /** The lanes and a few more, whose numbers mean nothing, so that vectors end where the loop does. */
    private int wholeVectors() {
        return (lanes() - BEFORE_VECTORS + VECTOR - 1) / VECTOR * VECTOR + BEFORE_VECTORS;
    }

    /** How many arrays of sums there are. */
    private int others() {
        return across ? columns : rows;
    }

    /** Adds A's columns from {@code at} on times B's rows from {@code from} on, now or with the terms to come. */
    void add(float[] a, int at, int aStep, float[] b, int from, int bStep, int length) {
        if (across) {
            addTerms(a, at, aStep, b, from, bStep, length);
        } else {
            addTerms(b, from, bStep, a, at, aStep, length);
        }
    }

    private void addTerms(float[] x, int at, int step, float[] y, int from, int yStep, int length) {
        boolean moved = pending.follow(at, length);
        int first = pending.count();
        for (int done = 0; done < length; ) {
            done += pending.take(x, at + done * step, step, length - done, from + done * yStep, yStep, moved, done);
            if (pending.full()) {
                multiply(y);
            }
        }
        pending.added(at, first, length);
    }

    /** Adds the terms that were put off. */
    void addRest(float[] a, float[] b) {
        multiply(across ? b : a);
    }

    private void multiply(float[] y) {
        int[] otherAt = across ? columnAt : aRows;
        int other = across ? 0 : aRow;
        int count = others();
        int i = 0;
        for (; i <= count - TOGETHER; i += TOGETHER) {
            multiply(y, sums[i], sums[i + 1], sums[i + 2], otherAt[other + i], otherAt[other + i + 1],
                    otherAt[other + i + 2]);
        }
        for (; i < count; i++) {
            multiply(y, sums[i], otherAt[other + i]);
        }
        pending.clear();
    }

    private void multiply(float[] y, float[] s0, float[] s1, float[] s2, int y0, int y1, int y2) {
        int n = wholeVectors();
        int count = pending.count();
        int k = 0;
        for (; k <= count - TERMS; k += TERMS) {
            int p = places[k];
            int q = places[k + 1];
            LoopLanes.add(n, s0, s1, s2, terms[k], terms[k + 1], y[y0 + p], y[y0 + q], y[y1 + p], y[y1 + q], y[y2 + p],
                    y[y2 + q]);
        }
        if (k < count) {
            int p = places[k];
            LoopLanes.add(n, s0, terms[k], y[y0 + p]);
            LoopLanes.add(n, s1, terms[k], y[y1 + p]);
            LoopLanes.add(n, s2, terms[k], y[y2 + p]);
        }
    }

    private void multiply(float[] y, float[] sum, int from) {
        int n = wholeVectors();
        int count = pending.count();
        int k = 0;
        for (; k <= count - TERMS_OF_ONE; k += TERMS_OF_ONE) {
            LoopLanes.add(n, sum, terms[k], terms[k + 1], terms[k + 2], terms[k + 3], y[from + places[k]],
                    y[from + places[k + 1]], y[from + places[k + 2]], y[from + places[k + 3]]);
        }
        for (; k < count; k++) {
            LoopLanes.add(n, sum, terms[k], y[from + places[k]]);
        }
    }

    /** Multiplies every column by its factor and adds its offset. */
    void scale(float[] tail, int scale, int bias) {
        if (!across) {
            System.arraycopy(tail, scale, factors, 0, columns);
            System.arraycopy(tail, bias, offsets, 0, columns);
        }
        for (int i = 0; i < others(); i++) {
            if (across) {
                LoopLanes.scale(rows, sums[i], tail[scale + i], tail[bias + i]);
            } else {
                LoopLanes.scale(columns, sums[i], factors, offsets);
            }
        }
    }

    /** Adds to every column its offset. */
    void offset(float[] bias, int from) {
        if (!across) {
            System.arraycopy(bias, from, offsets, 0, columns);
        }
        for (int i = 0; i < others(); i++) {
            if (across) {
                LoopLanes.scale(rows, sums[i], 1, bias[from + i]);
            } else {
                LoopLanes.add(columns, sums[i], offsets);
            }
        }
    }

    /** Adds a tensor whose rows lie as C's do, from {@code at} on. */
    void addTensor(float[] x, int at) {
        if (!across) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(x, at + cRows[row + i], terms[0], 0, columns);
                LoopLanes.add(columns, sums[i], terms[0]);
            }
            return;
        }
        pending.begin(cRows, row, rows);
        for (int first = 0; first < columns; first += NEIGHBOURS) {
            int count = Math.min(NEIGHBOURS, columns - first);
            pending.take(x, at + first, 1, count, 0, 0, false, 0);
            for (int i = 0; i < count; i++) {
                LoopLanes.add(rows, sums[first + i], terms[i]);
            }
            pending.clear();
        }
    }

    /** Leaves of the four that a row stands for the largest. */
    void pool() {
        int count = rows / POOLED;
        if (across) {
            for (int i = 0; i < columns; i++) {
                raise(sums[i], 1);
                raise(sums[i], 2 * line);
                for (int m = 0; m < count; m++) {
                    sums[i][m] = sums[i][lane(m)];
                }
            }
        } else {
            for (int m = 0; m < count; m++) {
                int first = lane(m);
                LoopLanes.raise(columns, sums[first], sums[first + 1]);
                LoopLanes.raise(columns, sums[first], sums[first + 2 * line]);
                LoopLanes.raise(columns, sums[first], sums[first + 2 * line + 1]);
                System.arraycopy(sums[first], 0, sums[m], 0, columns);
            }
        }
        rows = count;
    }

    /** Raises lanes to those so many further on. */
    private void raise(float[] sum, int on) {
        int n = rows - on;
        System.arraycopy(sum, on, terms[0], 0, n);
        LoopLanes.raise(n, sum, terms[0]);
    }

    /** Writes the sums, kept within bounds. */
    void write(float[] c, int c0, float low, float high) {
        int count = others();
        for (int i = 0; i < count; i++) {
            LoopLanes.clamp(lanes(), sums[i], low, high);
        }
        int i = 0;
        if (across) {
            for (; i <= count - NEIGHBOURS; i += NEIGHBOURS) {
                write(c, c0 + i, sums[i], sums[i + 1], sums[i + 2], sums[i + 3]);
            }
            for (; i < count; i++) {
                write(c, c0 + i, sums[i]);
            }
        } else {
            for (; i < count; i++) {
                System.arraycopy(sums[i], 0, c, c0 + cRows[row + i], columns);
            }
        }
    }

    private void write(float[] c, int from, float[] s0, float[] s1, float[] s2, float[] s3) {
        for (int i = 0; i < rows; i++) {
            int at = from + cRows[row + i];
            c[at] = s0[i];
            c[at + 1] = s1[i];
            c[at + 2] = s2[i];
            c[at + 3] = s3[i];
        }
    }

    private void write(float[] c, int from, float[] sum) {
        for (int i = 0; i < rows; i++) {
            c[from + cRows[row + i]] = sum[i];
        }
    }
}
