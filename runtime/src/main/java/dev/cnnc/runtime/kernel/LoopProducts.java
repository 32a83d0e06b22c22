package dev.cnnc.runtime.kernel;

import java.util.Arrays;

/**
 * Products in plain loops. C2 vectorises a loop only where every array is indexed by the loop's own variable, so blocks
 * of A are first copied, transposed, into small arrays of their own: the lanes are rows of the result, which are many,
 * and not columns, which may be few.
 */
public final class LoopProducts extends ProductKernels {
    private static final int PANEL = 32;
    /**
     * Rows of a block. Around loops of a hundred turns and more C2 puts an outer one where G1 is the collector, and
     * then these take 2.5 times as long.
     */
    private static final int BLOCK = 64;
    /** Stands for a tap beyond the edge of an image. */
    private static final int OUTSIDE = Integer.MIN_VALUE;

    private final ThreadLocal<Block> blocks = new ThreadLocal<>() {
        @Override
        protected Block initialValue() {
            return new Block();
        }
    };

    @Override
    public int panel() {
        return PANEL;
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public int width(int columns) {
        return columns;
    }

    @Override
    public int runs(int terms) {
        return 1;
    }

    @Override
    public void multiply(Product product, int runs, int length, int row, int rows, int columns, float[] a, int a0,
            float[] b, int b0, float[] init, int init0, boolean perRow, float[] c, int c0, float low, float high) {
        Block block = blocks.get();
        for (int done = 0; done < rows; done += BLOCK) {
            int m = row + done;
            int count = Math.min(BLOCK, rows - done);
            block.begin(product.aRows(), m, count, columns);
            for (int run = 0; run < runs; run++) {
                int at = a0 + product.aRuns()[run];
                int from = b0 + product.bRuns()[run];
                for (int k = 0; k < length; k++) {
                    block.add(a, at, b, from);
                    at += product.aStep();
                    from += product.bStep();
                }
            }
            block.addRest(b);
            block.finish(product.cRows(), init, init0, perRow, c, c0, low, high);
        }
    }

    /** Not for {@link #multiply}: with a call here C2 makes half as much of its loop, and a start takes longer. */
    private static void sum(Block block, Product product, int runs, int length, int row, int rows, int columns,
            float[] a, int a0, float[] b, int b0) {
        block.begin(product.aRows(), row, rows, columns);
        for (int run = 0; run < runs; run++) {
            int at = a0 + product.aRuns()[run];
            int from = b0 + product.bRuns()[run];
            for (int k = 0; k < length; k++) {
                block.add(a, at, b, from);
                at += product.aStep();
                from += product.bStep();
            }
        }
        block.addRest(b);
    }

    /** Nothing: the loops take longer for a term than it takes to come from the memory. */
    @Override
    public void fetch(float[] b, int b0, int count, float[] sum, int at) {
    }

    @Override
    public void multiplyPooled(Product product, int runs, int length, int row, int rows, int right, int down, float[] a,
            int a0, float[] b, int b0, float[] init, int init0, float[] c, int c0, float low, float high) {
        Block block = blocks.get();
        for (int done = 0; done < rows; done += BLOCK) {
            int m = row + done;
            int count = Math.min(BLOCK, rows - done);
            for (int pixel = 0; pixel < 4; pixel++) {
                sum(block, product, runs, length, m, count, PANEL, a, a0 + pixel % 2 * right + pixel / 2 * down, b, b0);
                if (pixel == 0) {
                    block.finish(product.cRows(), init, init0, false, c, c0, low, high);
                } else {
                    block.raise(product.cRows(), init, init0, c, c0, high);
                }
            }
        }
    }

    @Override
    public void multiplyRow(Product product, int runs, int length, int row, int panels, int stride, float[] a, int a0,
            float[] b, int bias, float[] c, int c0, float low, float high) {
        for (int panel = 0; panel < panels; panel++) {
            int from = bias + panel * stride;
            multiply(product, runs, length, row, 1, PANEL, a, a0, b, from + PANEL, b, from, false, c,
                    c0 + panel * PANEL - product.cRows()[row], low, high);
        }
    }

    @Override
    public void finish(int[] cRows, int row, int rows, int columns, float[] bias, int bias0, float[] c, int c0,
            float low, float high) {
        for (int m = row; m < row + rows; m++) {
            int to = c0 + cRows[m];
            for (int column = 0; column < columns; column++) {
                c[to + column] = Math.min(Math.max(c[to + column] + bias[bias0 + column], low), high);
            }
        }
    }

    @Override
    public void addColumnSums(float[] matrix, int from, int stride, int rows, int columns, float[] sums, int to) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                sums[to + column] += matrix[from + row * stride + column];
            }
        }
    }

    @Override
    public void depthwise(int rows, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] w, int w0,
            float[] y, int y0, int[] yRows, float low, float high) {
        for (int row = 0; row < rows; row++) {
            depthwisePixel(channels, x, x0 + xRows[row], taps, w, w0, y, y0 + yRows[row], low, high);
        }
    }

    @Override
    public void depthwiseThree(int rows, int columns, int channels, float[] x, int x0, int xRow, int xStep, int stride,
            float[] w, int w0, float[] y, int y0, int yRow, int yColumn, float low, float high) {
        int[] taps = blocks.get().threeByThree;
        for (int tap = 0; tap < taps.length; tap++) {
            taps[tap] = tap / 3 * xRow + tap % 3 * channels;
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                depthwisePixel(channels, x, x0 + row * xStep + column * stride * channels, taps, w, w0, y,
                        y0 + row * yRow + column * yColumn, low, high);
            }
        }
    }

    @Override
    public void depthwise(DepthwiseImage image, int from, int to, float[] x, int x0, float[] w, int w0, float[] y,
            int y0, float low, float high) {
        int[] taps = blocks.get().threeByThree;
        for (int row = from; row < to; row++) {
            for (int column = 0; column < image.columns(); column++) {
                for (int tap = 0; tap < taps.length; tap++) {
                    int i = row * image.stride() + tap / 3 - 1;
                    int j = column * image.stride() + tap % 3 - 1;
                    boolean inside = i >= 0 && i < image.height() && j >= 0 && j < image.width();
                    taps[tap] = inside ? (i * image.width() + j) * image.channels() : OUTSIDE;
                }
                depthwisePixel(image.channels(), x, x0, taps, w, w0, y,
                        y0 + (row * image.columns() + column) * image.channels(), low, high);
            }
        }
    }

    private void depthwisePixel(int channels, float[] x, int from, int[] taps, float[] w, int w0, float[] y, int to,
            float low, float high) {
        Block block = blocks.get();
        float[] sums = block.sums[0];
        float[] terms = block.terms[0];
        float[] weights = block.terms[1];
        for (int first = 0; first < channels; first += BLOCK) {
            int n = Math.min(BLOCK, channels - first);
            System.arraycopy(w, w0 + first, sums, 0, n);
            for (int t = 0; t < taps.length; t++) {
                if (taps[t] == OUTSIDE) {
                    continue;
                }
                System.arraycopy(x, from + taps[t] + first, terms, 0, n);
                System.arraycopy(w, w0 + (1 + t) * channels + first, weights, 0, n);
                addProducts(sums, terms, weights, n);
            }
            for (int i = 0; i < n; i++) {
                y[to + first + i] = Math.min(Math.max(sums[i], low), high);
            }
        }
    }

    @Override
    public void depthwiseWeights(int rows, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] dy,
            int dy0, int[] dyRows, float[] dw, int dw0) {
        Block block = blocks.get();
        float[] sums = block.sums[0];
        float[] terms = block.terms[0];
        float[] gradients = block.terms[1];
        for (int first = 0; first < channels; first += BLOCK) {
            int n = Math.min(BLOCK, channels - first);
            for (int t = 0; t < taps.length; t++) {
                System.arraycopy(dw, dw0 + t * channels + first, sums, 0, n);
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(x, x0 + xRows[row] + taps[t] + first, terms, 0, n);
                    System.arraycopy(dy, dy0 + dyRows[row] + first, gradients, 0, n);
                    addProducts(sums, terms, gradients, n);
                }
                System.arraycopy(sums, 0, dw, dw0 + t * channels + first, n);
            }
        }
    }

    private static void addProducts(float[] sums, float[] a, float[] b, int n) {
        for (int i = 0; i < n; i++) {
            sums[i] += a[i] * b[i];
        }
    }

    /** The sums of a block of rows by a panel of columns, and some terms for it; their lanes are the rows. */
    private static final class Block {
        private static final int TERMS = 8;

        private final float[][] sums = new float[PANEL][BLOCK];
        private final float[][] terms = new float[TERMS][BLOCK];
        private final int[] places = new int[TERMS];
        private final int[] threeByThree = new int[9];
        private int[] rows;
        private int row;
        private int count;
        private int columns;
        private int pending;

        void begin(int[] aRows, int first, int rowCount, int columnCount) {
            rows = aRows;
            row = first;
            count = rowCount;
            columns = columnCount;
            pending = 0;
            for (int column = 0; column < columns; column++) {
                Arrays.fill(sums[column], 0);
            }
        }

        /** Adds A's column at {@code at} times B's row at {@code from}, now or with the terms to come. */
        void add(float[] a, int at, float[] b, int from) {
            float[] term = terms[pending];
            for (int m = 0; m < count; m++) {
                term[m] = a[at + rows[row + m]];
            }
            places[pending++] = from;
            if (pending == TERMS) {
                multiply(b);
            }
        }

        private void multiply(float[] b) {
            for (int column = 0; column < columns; column++) {
                sum(count, sums[column], terms[0], terms[1], terms[2], terms[3], terms[4], terms[5], terms[6], terms[7],
                        b[places[0] + column], b[places[1] + column], b[places[2] + column], b[places[3] + column],
                        b[places[4] + column], b[places[5] + column], b[places[6] + column], b[places[7] + column]);
            }
            pending = 0;
        }

        private static void sum(int count, float[] sum, float[] t0, float[] t1, float[] t2, float[] t3, float[] t4,
                float[] t5, float[] t6, float[] t7, float b0, float b1, float b2, float b3, float b4, float b5,
                float b6, float b7) {
            for (int m = 0; m < count; m++) {
                sum[m] += t0[m] * b0 + t1[m] * b1 + t2[m] * b2 + t3[m] * b3 + t4[m] * b4 + t5[m] * b5 + t6[m] * b6
                        + t7[m] * b7;
            }
        }

        void addRest(float[] b) {
            if (pending > 0) {
                multiplyRest(b);
            }
        }

        /** Apart from what calls it, which C2 would compile anew when it first has a rest. */
        private void multiplyRest(float[] b) {
            for (int k = pending; k < TERMS; k++) {
                Arrays.fill(terms[k], 0);
                places[k] = places[0];
            }
            multiply(b);
        }

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
}
