package dev.cnnc.runtime.kernel;

/**
 * Products in plain loops. C2 vectorises a loop only where every array is indexed by the loop's own variable, so blocks
 * of A are first copied, transposed, into small arrays of their own: the lanes are rows of the result, which are many,
 * and not columns, which may be few.
 */
public final class LoopProducts extends ProductKernels implements InPlaceProducts {
    private static final int PANEL = 32;
    /** Fewer rows than this leave the lanes empty, so that they take less time one by one. */
    private static final int FEW_ROWS = 4;
    /** Channels of a pixel that a depthwise product computes at a time. */
    private static final int CHANNELS = 64;
    /** Stands for a tap beyond the edge of an image. */
    private static final int OUTSIDE = Integer.MIN_VALUE;

    private final ThreadLocal<LoopBlock> blocks = new ThreadLocal<>() {
        @Override
        protected LoopBlock initialValue() {
            return new LoopBlock();
        }
    };

    private final ThreadLocal<ChannelBlock> channelBlocks = new ThreadLocal<>() {
        @Override
        protected ChannelBlock initialValue() {
            return new ChannelBlock();
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
        int size = LoopBlock.size(rows);
        for (int done = 0; done < rows; done += size) {
            sum(block, product, runs, length, row + done, Math.min(size, rows - done), columns, a, a0, b, b0);
            block.finish(product.cRows(), init, init0, perRow, c, c0, low, high);
        }
    }

    private static void sum(LoopBlock block, Product product, int runs, int length, int row, int rows, int columns,
            float[] a, int a0, float[] b, int b0) {
        block.begin(product.aRows(), row, rows, columns, 1);
        for (int run = 0; run < runs; run++) {
            block.add(a, a0 + product.aRuns()[run], product.aStep(), b, b0 + product.bRuns()[run], product.bStep(),
                    length);
        }
        block.addRest(b);
    }

    @Override
    public void multiply(Product product, int columnStep, int length, int row, int rows, int columns, float[] a, int a0,
            float[] b, int b0, float[] tail, int scale, int bias, float[] c, int c0, boolean adds, int add, float low,
            float high) {
        if (rows < FEW_ROWS && product.aRuns().length == 1) {
            for (int m = row; m < row + rows; m++) {
                multiplyRow(product, columnStep, length, m, columns, a, a0, b, b0, tail, scale, bias, c, c0, adds, add,
                        low, high);
            }
            return;
        }
        LoopBlock block = blocks.get();
        int size = LoopBlock.size(rows);
        for (int done = 0; done < rows; done += size) {
            int count = Math.min(size, rows - done);
            for (int first = 0; first < columns; first += LoopBlock.MOST_COLUMNS) {
                int part = Math.min(LoopBlock.MOST_COLUMNS, columns - first);
                block.begin(product.aRows(), row + done, count, part, columnStep);
                addInPlace(block, product, length, a, a0, b, b0 + first * columnStep);
                block.finish(product.cRows(), first, tail, scale, bias, c, c0, adds, add, low, high);
            }
        }
    }

    /** A few terms of every run at a time, since in weights as they are the runs lie between each other. */
    private static void addInPlace(LoopBlock block, Product product, int length, float[] a, int a0, float[] b, int b0) {
        int[] aRuns = product.aRuns();
        int[] bRuns = product.bRuns();
        for (int first = 0; first < length; first += LoopBlock.MOST_TERMS) {
            int part = Math.min(LoopBlock.MOST_TERMS, length - first);
            for (int run = 0; run < aRuns.length; run++) {
                block.add(a, a0 + aRuns[run] + first * product.aStep(), product.aStep(), b,
                        b0 + bRuns[run] + first * product.bStep(), product.bStep(), part);
            }
        }
        block.addRest(b);
    }

    private static void multiplyRow(Product product, int columnStep, int length, int row, int columns, float[] a,
            int a0, float[] b, int b0, float[] tail, int scale, int bias, float[] c, int c0, boolean adds, int add,
            float low, float high) {
        int from = a0 + product.aRows()[row] + product.aRuns()[0];
        int to = c0 + product.cRows()[row];
        for (int column = 0; column < columns; column++) {
            float sum = dot(length, a, from, product.aStep(), b, b0 + product.bRuns()[0] + column * columnStep,
                    product.bStep());
            float start = adds ? c[to + add + column] : 0;
            c[to + column] = Math.min(Math.max(start + (sum * tail[scale + column] + tail[bias + column]), low), high);
        }
    }

    /** In the order of a {@link LoopBlock}, so that an image's answer does not depend on how many there are. */
    private static float dot(int length, float[] a, int a0, int aStep, float[] b, int b0, int bStep) {
        float sum = 0;
        int k = 0;
        for (; k <= length - LoopBlock.TOGETHER; k += LoopBlock.TOGETHER) {
            int i = a0 + k * aStep;
            int j = b0 + k * bStep;
            sum += a[i] * b[j] + a[i + aStep] * b[j + bStep] + a[i + 2 * aStep] * b[j + 2 * bStep]
                    + a[i + 3 * aStep] * b[j + 3 * bStep];
        }
        float rest = 0;
        for (; k < length; k++) {
            rest += a[a0 + k * aStep] * b[b0 + k * bStep];
        }
        return sum + rest;
    }

    /** Nothing: the loops take longer for a term than it takes to come from the memory. */
    @Override
    public void fetch(float[] start, int from, int count, float[] sum, int at) {
    }

    @Override
    public void multiplyPooled(Product product, int runs, int length, int row, int rows, int right, int down, float[] a,
            int a0, float[] b, int b0, float[] init, int init0, float[] c, int c0, float low, float high) {
        LoopBlock block = blocks.get();
        int size = LoopBlock.size(rows);
        for (int done = 0; done < rows; done += size) {
            int m = row + done;
            int count = Math.min(size, rows - done);
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
        int[] taps = channelBlocks.get().threeByThree;
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
        int[] taps = channelBlocks.get().threeByThree;
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
        ChannelBlock block = channelBlocks.get();
        float[] sums = block.sums;
        float[] terms = block.terms;
        float[] weights = block.factors;
        for (int first = 0; first < channels; first += CHANNELS) {
            int n = Math.min(CHANNELS, channels - first);
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
        ChannelBlock block = channelBlocks.get();
        float[] sums = block.sums;
        float[] terms = block.terms;
        float[] gradients = block.factors;
        for (int first = 0; first < channels; first += CHANNELS) {
            int n = Math.min(CHANNELS, channels - first);
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

    /** Some channels of a depthwise product; its lanes are channels. */
    private static final class ChannelBlock {
        private final float[] sums = new float[CHANNELS];
        private final float[] terms = new float[CHANNELS];
        private final float[] factors = new float[CHANNELS];
        private final int[] threeByThree = new int[9];
    }
}
