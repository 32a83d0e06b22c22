package dev.cnnc.runtime.kernel;

import java.util.Arrays;

/**
 * The sums of some rows and columns of a product, and some terms for them. The lanes are the rows or the columns,
 * whichever are more.
 *
 * <p>Its methods are compiled one by one, soon and each in some milliseconds, because the loop that calls them turns so
 * seldom that C2 does not make one method of them all. One term is added after another, so that a sum does not depend on
 * what else is computed with it.
 */
final class LoopBlock {
    /** Of rows or columns, whichever are fewer. */
    static final int FEWER = 192;
    static final int MOST_TERMS = 16;
    /** Numbers next to each other that are read, or written, in one turn. */
    private static final int NEIGHBOURS = 4;
    private static final int TERMS = 2;
    private static final int MOST_GAPS = 64;
    /** A vectorised loop takes a few lanes before its vectors, which begin at a line of the cache, and a few behind. */
    private static final int BEFORE_VECTORS = LoopLanes.LENGTH - LoopLanes.MOST;
    private static final int VECTOR = 16;

    /**
     * Made in one go, and not many, since loops are a sixth slower if some of them begin elsewhere in a line of the cache,
     * as do those for which the thread got a new piece of the heap.
     */
    private final float[][] arrays = new float[MOST_TERMS + FEWER][LoopLanes.LENGTH];
    private final float[][] terms = Arrays.copyOf(arrays, MOST_TERMS);
    private final float[][] sums = Arrays.copyOfRange(arrays, MOST_TERMS, arrays.length);
    private final float[] factors = new float[LoopLanes.LENGTH];
    private final float[] offsets = new float[LoopLanes.LENGTH];
    private final int[] places = new int[MOST_TERMS];
    private final int[] columnAt = new int[LoopLanes.MOST];
    private int[] aRows;
    private int[] cRows;
    private int row;
    private int rows;
    private int columns;
    /** Whether the lanes are rows; else they are columns. */
    private boolean across;
    private int pending;
    /** The terms added last: where the first was read, where it is, and how many. */
    private int lastAt;
    private int lastSlot;
    private int lastLength;
    /** A lane reads so many numbers behind another one that is {@link #shift} lanes before it, except for {@link #gaps}. */
    private int distance;
    private int shift;
    /** Where stretches of lanes begin and end for which that is not so. */
    private final int[] gaps = new int[2 * MOST_GAPS];
    private int gapCount;

    /** How many of {@code count} rows a block takes, that have so many columns. */
    static int rows(int count, int columns) {
        return LoopLanes.share(count, count < columns ? FEWER : LoopLanes.MOST);
    }

    /** How many of {@code count} columns a block takes, that have so many rows. */
    static int columns(int count, int rows) {
        return LoopLanes.share(count, rows < count ? LoopLanes.MOST : FEWER);
    }

    /** @param columnStep from a column of B to the next */
    void begin(Product product, int firstRow, int rowCount, int columnStep, int columnCount) {
        aRows = product.aRows();
        cRows = product.cRows();
        row = firstRow;
        rows = rowCount;
        columns = columnCount;
        across = rows >= columns;
        pending = 0;
        lastLength = 0;
        distance = 0;
        for (int column = 0; column < columns; column++) {
            columnAt[column] = column * columnStep;
        }
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
            add(aRows, row, a, at, aStep, columnAt, 0, b, from, bStep, length);
        } else {
            add(columnAt, 0, b, from, bStep, aRows, row, a, at, aStep, length);
        }
    }

    private void add(int[] laneAt, int lane, float[] x, int at, int step, int[] otherAt, int other, float[] y, int from,
            int yStep, int length) {
        boolean moved = length == lastLength && moved(laneAt, lane, at - lastAt);
        int first = pending;
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, MOST_TERMS - pending);
            if (moved) {
                move(laneAt, lane, x, at + done * step, step, lastSlot + done, part);
            } else {
                gather(laneAt, lane, x, at + done * step, step, part, 0, lanes());
            }
            for (int k = 0; k < part; k++) {
                places[pending + k] = from + (done + k) * yStep;
            }
            pending += part;
            done += part;
            if (pending == MOST_TERMS) {
                multiply(otherAt, other, y);
            }
        }
        lastAt = at;
        lastSlot = first;
        lastLength = length <= MOST_TERMS ? length : 0;
    }

    /**
     * Whether most lanes read, a distance on, what others have read already: in a convolution the next row of the window
     * is what the pixels below have as this one.
     */
    private boolean moved(int[] laneAt, int lane, int on) {
        if (on <= 0) {
            return false;
        }
        if (on != distance) {
            distance = on;
            shift = shift(laneAt, lane);
        }
        return shift > 0;
    }

    private int shift(int[] laneAt, int lane) {
        int n = lanes();
        int by = 1;
        while (by < n && laneAt[lane + by] != laneAt[lane] + distance) {
            by++;
        }
        gapCount = 0;
        int gathered = 0;
        for (int i = 0; i < n; i++) {
            if (i + by < n && laneAt[lane + i + by] == laneAt[lane + i] + distance) {
                continue;
            }
            gathered++;
            if (gapCount > 0 && gaps[2 * gapCount - 1] == i) {
                gaps[2 * gapCount - 1]++;
            } else if (gapCount == MOST_GAPS) {
                return 0;
            } else {
                gaps[2 * gapCount++] = i;
                gaps[2 * gapCount - 1] = i + 1;
            }
        }
        return gathered <= n / 2 ? by : 0;
    }

    /** Copies terms from those before them, which lie in a circle, and gathers what these do not have. */
    private void move(int[] laneAt, int lane, float[] x, int at, int step, int slot, int part) {
        int n = lanes() - shift;
        for (int k = 0; k < part; k++) {
            System.arraycopy(terms[(slot + k) % MOST_TERMS], shift, terms[pending + k], 0, n);
        }
        for (int gap = 0; gap < gapCount; gap++) {
            gather(laneAt, lane, x, at, step, part, gaps[2 * gap], gaps[2 * gap + 1]);
        }
    }

    /** Adds the terms that were put off. */
    void addRest(float[] a, float[] b) {
        if (across) {
            multiply(columnAt, 0, b);
        } else {
            multiply(aRows, row, a);
        }
    }

    /** For some of the lanes. */
    private void gather(int[] laneAt, int lane, float[] x, int at, int step, int part, int first, int end) {
        int k = 0;
        for (; k <= part - NEIGHBOURS; k += NEIGHBOURS) {
            gather(laneAt, lane, x, at + k * step, step, terms[pending + k], terms[pending + k + 1],
                    terms[pending + k + 2], terms[pending + k + 3], first, end);
        }
        for (; k < part; k++) {
            gather(laneAt, lane, x, at + k * step, terms[pending + k], first, end);
        }
    }

    private static void gather(int[] laneAt, int lane, float[] x, int from, float[] term, int first, int end) {
        for (int i = first; i < end; i++) {
            term[i] = x[from + laneAt[lane + i]];
        }
    }

    /** Of each lane a few terms, which mostly are neighbours: lanes may be so far apart that none stays in the cache. */
    private static void gather(int[] laneAt, int lane, float[] x, int from, int step, float[] t0, float[] t1,
            float[] t2, float[] t3, int first, int end) {
        for (int i = first; i < end; i++) {
            int at = from + laneAt[lane + i];
            t0[i] = x[at];
            t1[i] = x[at + step];
            t2[i] = x[at + 2 * step];
            t3[i] = x[at + 3 * step];
        }
    }

    private void multiply(int[] otherAt, int other, float[] y) {
        int count = others();
        int i = 0;
        for (; i <= count - 3; i += 3) {
            multiply(y, sums[i], sums[i + 1], sums[i + 2], otherAt[other + i], otherAt[other + i + 1],
                    otherAt[other + i + 2]);
        }
        for (; i < count; i++) {
            multiply(y, sums[i], otherAt[other + i]);
        }
        pending = 0;
    }

    private void multiply(float[] y, float[] s0, float[] s1, float[] s2, int y0, int y1, int y2) {
        int n = wholeVectors();
        int k = 0;
        for (; k <= pending - TERMS; k += TERMS) {
            int p = places[k];
            int q = places[k + 1];
            LoopLanes.add(n, s0, s1, s2, terms[k], terms[k + 1], y[y0 + p], y[y0 + q], y[y1 + p], y[y1 + q], y[y2 + p],
                    y[y2 + q]);
        }
        if (k < pending) {
            int p = places[k];
            LoopLanes.add(n, s0, terms[k], y[y0 + p]);
            LoopLanes.add(n, s1, terms[k], y[y1 + p]);
            LoopLanes.add(n, s2, terms[k], y[y2 + p]);
        }
    }

    private void multiply(float[] y, float[] sum, int from) {
        int n = wholeVectors();
        int k = 0;
        for (; k <= pending - TERMS; k += TERMS) {
            LoopLanes.add(n, sum, terms[k], terms[k + 1], y[from + places[k]], y[from + places[k + 1]]);
        }
        if (k < pending) {
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
        join(x, at, false);
    }

    /** Raises the sums to those of a tensor whose rows lie as C's do, from {@code at} on. */
    void raiseToTensor(float[] x, int at) {
        join(x, at, true);
    }

    private void join(float[] x, int at, boolean raises) {
        int together = across ? NEIGHBOURS : 1;
        for (int first = 0; first < others(); first += together) {
            int count = Math.min(together, others() - first);
            if (across) {
                gather(cRows, row, x, at + first, 1, count, 0, rows);
            } else {
                System.arraycopy(x, at + cRows[row + first], terms[0], 0, columns);
            }
            for (int i = 0; i < count; i++) {
                if (raises) {
                    LoopLanes.raise(lanes(), sums[first + i], terms[i]);
                } else {
                    LoopLanes.add(lanes(), sums[first + i], terms[i]);
                }
            }
        }
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
