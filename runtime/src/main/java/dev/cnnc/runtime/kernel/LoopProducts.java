package dev.cnnc.runtime.kernel;

/**
 * Products in plain loops. C2 vectorises a loop only where every array is indexed by the loop's own variable, so terms
 * are first copied, transposed, into small arrays of their own, see {@link LoopBlock}.
 */
public final class LoopProducts extends ProductKernels implements InPlaceProducts {
    private static final int PANEL = 32;
    /** Fewer rows than this take less time one by one than their weights do to be gathered. */
    private static final int FEW_ROWS = 4;
    /** Columns of a row that are computed together, and before their sums are written. */
    private static final int DOTS = 4;
    private static final int ROW_PART = 64;

    private final ThreadLocal<LoopBlock> blocks = new ThreadLocal<>() {
        @Override
        protected LoopBlock initialValue() {
            return new LoopBlock();
        }
    };

    private final ThreadLocal<LoopDepthwise> depthwise = new ThreadLocal<>() {
        @Override
        protected LoopDepthwise initialValue() {
            return new LoopDepthwise();
        }
    };

    private final ThreadLocal<float[]> rowSums = new ThreadLocal<>() {
        @Override
        protected float[] initialValue() {
            return new float[ROW_PART];
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
    public int runs(int stretches, int terms) {
        return 1;
    }

    @Override
    public InPlaceProducts inPlace() {
        return this;
    }

    @Override
    public void multiply(Product product, int runs, int length, int row, int rows, int columns, float[] a, int a0,
            float[] b, int b0, float[] init, int init0, boolean perRow, float[] c, int c0, float low, float high) {
        LoopBlock block = blocks.get();
        int size = LoopBlock.rows(rows, columns);
        for (int done = 0; done < rows; done += size) {
            block.begin(product, row + done, Math.min(size, rows - done), 1, columns);
            sum(block, product, runs, length, a, a0, b, b0);
            if (perRow) {
                block.addTensor(init, init0);
            } else {
                block.offset(init, init0);
            }
            block.write(c, c0, low, high);
        }
    }

    private static void sum(LoopBlock block, Product product, int runs, int length, float[] a, int a0, float[] b,
            int b0) {
        for (int run = 0; run < runs; run++) {
            block.add(a, a0 + product.aRuns()[run], product.aStep(), b, b0 + product.bRuns()[run], product.bStep(),
                    length);
        }
        block.addRest(a, b);
    }

    @Override
    public int mostRows() {
        return LoopLanes.MOST;
    }

    @Override
    public void multiply(Product product, int columnStep, int length, int row, int rows, int columns, float[] a, int a0,
            float[] b, int b0, float[] tail, int scale, int bias, float[] c, int c0, boolean adds, int add, float low,
            float high) {
        if (rows < FEW_ROWS && product.aRuns().length == 1 && product.aStep() == 1 && product.bStep() == 1) {
            for (int m = row; m < row + rows; m++) {
                multiplyRow(product, columnStep, length, m, columns, a, a0, b, b0, tail, scale, bias, c, c0, adds, add,
                        low, high);
            }
            return;
        }
        LoopBlock block = blocks.get();
        int rowSize = LoopBlock.rows(rows, columns);
        int columnSize = LoopBlock.columns(columns, rows);
        for (int done = 0; done < rows; done += rowSize) {
            for (int first = 0; first < columns; first += columnSize) {
                block.begin(product, row + done, Math.min(rowSize, rows - done), columnStep,
                        Math.min(columnSize, columns - first));
                sumInPlace(block, product, length, a, a0, b, b0 + first * columnStep);
                block.scale(tail, scale + first, bias + first);
                if (adds) {
                    block.addTensor(c, c0 + first + add);
                }
                block.write(c, c0 + first, low, high);
            }
        }
    }

    @Override
    public void multiplyPooled(Product product, int columnStep, int length, int rows, int line, int columns, int right,
            int down, float[] a, int a0, float[] b, int b0, float[] tail, int scale, int bias, float[] c, int c0,
            float low, float high) {
        LoopBlock block = blocks.get();
        int rowSize = LoopBlock.pooledRows(rows, line, columns);
        int columnSize = LoopBlock.pooledColumns(columns, rows);
        for (int done = 0, count; done < rows; done += count) {
            count = Math.min(rowSize, rowSize < line ? line - done % line : rows - done);
            for (int first = 0; first < columns; first += columnSize) {
                block.beginPooled(product, done, count, line, right, down, columnStep,
                        Math.min(columnSize, columns - first));
                sumInPlace(block, product, length, a, a0, b, b0 + first * columnStep);
                block.scale(tail, scale + first, bias + first);
                block.pool();
                block.write(c, c0 + first, low, high);
            }
        }
    }

    /** A few terms of every run at a time, since in weights as they are the runs lie between each other. */
    private static void sumInPlace(LoopBlock block, Product product, int length, float[] a, int a0, float[] b, int b0) {
        int[] aRuns = product.aRuns();
        int[] bRuns = product.bRuns();
        for (int first = 0; first < length; first += LoopTerms.MOST) {
            int part = Math.min(LoopTerms.MOST, length - first);
            for (int run = 0; run < aRuns.length; run++) {
                block.add(a, a0 + aRuns[run] + first * product.aStep(), product.aStep(), b,
                        b0 + bRuns[run] + first * product.bStep(), product.bStep(), part);
            }
        }
        block.addRest(a, b);
    }

    private void multiplyRow(Product product, int columnStep, int length, int row, int columns, float[] a, int a0,
            float[] b, int b0, float[] tail, int scale, int bias, float[] c, int c0, boolean adds, int add, float low,
            float high) {
        float[] sums = rowSums.get();
        int from = a0 + product.aRows()[row] + product.aRuns()[0];
        int to = c0 + product.cRows()[row];
        for (int first = 0; first < columns; first += ROW_PART) {
            int n = Math.min(ROW_PART, columns - first);
            int weights = b0 + product.bRuns()[0] + first * columnStep;
            int i = 0;
            for (; i <= n - DOTS; i += DOTS) {
                dots(length, a, from, b, weights + i * columnStep, columnStep, sums, i);
            }
            for (; i < n; i++) {
                sums[i] = dot(length, a, from, b, weights + i * columnStep);
            }
            for (i = 0; i < n; i++) {
                int column = first + i;
                float sum = sums[i] * tail[scale + column] + tail[bias + column];
                float start = adds ? c[to + add + column] : 0;
                c[to + column] = Math.min(Math.max(start + sum, low), high);
            }
        }
    }

    /** One term after another, as a {@link LoopBlock}, so that an image's answer is the same alone and among others. */
    private static void dots(int length, float[] a, int a0, float[] b, int b0, int columnStep, float[] sums, int to) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int b1 = b0 + columnStep;
        int b2 = b1 + columnStep;
        int b3 = b2 + columnStep;
        for (int k = 0; k < length; k++) {
            float x = a[a0 + k];
            sum0 += x * b[b0 + k];
            sum1 += x * b[b1 + k];
            sum2 += x * b[b2 + k];
            sum3 += x * b[b3 + k];
        }
        sums[to] = sum0;
        sums[to + 1] = sum1;
        sums[to + 2] = sum2;
        sums[to + 3] = sum3;
    }

    private static float dot(int length, float[] a, int a0, float[] b, int b0) {
        float sum = 0;
        for (int k = 0; k < length; k++) {
            sum += a[a0 + k] * b[b0 + k];
        }
        return sum;
    }

    /** Nothing: the loops take longer for a term than it takes to come from the memory. */
    @Override
    public void fetch(float[] start, int from, int count, float[] sum, int at) {
    }

    @Override
    public void multiplyPooled(Product product, int runs, int length, int row, int rows, int right, int down, float[] a,
            int a0, float[] b, int b0, float[] init, int init0, float[] c, int c0, float low, float high) {
        LoopBlock block = blocks.get();
        int size = LoopBlock.pooledRows(rows, 1, PANEL);
        for (int done = 0; done < rows; done += size) {
            block.beginPooled(product, row + done, Math.min(size, rows - done), 1, right, down, 1, PANEL);
            sum(block, product, runs, length, a, a0, b, b0);
            block.offset(init, init0);
            block.pool();
            block.write(c, c0, low, high);
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
        depthwise.get().rows(rows, channels, x, x0, xRows, taps, w, w0, y, y0, yRows, low, high);
    }

    @Override
    public void depthwiseThree(int rows, int columns, int channels, float[] x, int x0, int xRow, int xStep, int stride,
            float[] w, int w0, float[] y, int y0, int yRow, int yColumn, float low, float high) {
        depthwise.get().three(rows, columns, channels, x, x0, xRow, xStep, stride, w, w0, y, y0, yRow, yColumn, low,
                high);
    }

    @Override
    public void depthwise(DepthwiseImage image, int from, int to, float[] x, int x0, float[] w, int w0, float[] y,
            int y0, float low, float high) {
        depthwise.get().image(image, from, to, x, x0, w, w0, y, y0, low, high);
    }

    @Override
    public void depthwiseWeights(int rows, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] dy,
            int dy0, int[] dyRows, float[] dw, int dw0) {
        depthwise.get().gradient(rows, channels, x, x0, xRows, taps, dy, dy0, dyRows, dw, dw0);
    }
}
