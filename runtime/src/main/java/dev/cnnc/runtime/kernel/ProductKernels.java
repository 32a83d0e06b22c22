package dev.cnnc.runtime.kernel;

/**
 * The inner loops of convolutions and matrix products.
 *
 * <p>An array argument comes with the index of its first element. B and the start are read, and C is written, in whole
 * vectors: a call for {@code columns} columns touches {@link #width} of them, so arrays end with {@link #panel()}
 * floats to spare, and what lies behind the last column in C is overwritten with numbers that mean nothing.
 */
public abstract class ProductKernels {
    /** How many columns one call computes at most; packed weights come in panels of so many. */
    public abstract int panel();

    /** What the channels of a depthwise product must be a multiple of. */
    public abstract int lanes();

    /** How many columns a call for {@code columns} of them touches. */
    public abstract int width(int columns);

    /**
     * Into how many runs of equal length terms that could be one should be cut.
     *
     * @param stretches how many times a product has so many terms, one stretch apart from the other
     * @param terms     of a stretch
     */
    public abstract int runs(int stretches, int terms);

    /** Products with weights that stay where they are; null if these kernels want them packed. */
    public InPlaceProducts inPlace() {
        return null;
    }

    /**
     * Computes {@code rows} rows of a product from row {@code row} on, in ascending order. A row starts from
     * {@code init}, and a result outside {@code low} to {@code high} becomes the bound.
     *
     * @param runs    how many runs are summed, at least 1
     * @param length  terms of a run, at least 1
     * @param rows    at least 1
     * @param columns from 1 to {@link #panel()}
     * @param init    what is added to the product: with {@code perRow} it has rows where C has them, and may be C
     *                itself, else the same {@link #width} floats, a bias, serve all rows
     * @param low     lower bound of results; negative infinity for none
     * @param high    upper bound of results; infinity for none
     */
    public abstract void multiply(Product product, int runs, int length, int row, int rows, int columns, float[] a,
            int a0, float[] b, int b0, float[] init, int init0, boolean perRow, float[] c, int c0, float low,
            float high);

    /** The same without bounds. */
    public final void multiply(Product product, int runs, int length, int row, int rows, int columns, float[] a,
            int a0, float[] b, int b0, float[] init, int init0, boolean perRow, float[] c, int c0) {
        multiply(product, runs, length, row, rows, columns, a, a0, b, b0, init, init0, perRow, c, c0,
                Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    /**
     * Reads what products start from, or will overwrite, before they do, where that is faster than as they go along: a
     * loop that does nothing else has many lines under way at a time, a register tile only those of its next few terms.
     *
     * @param sum something is written to {@code sum[at]}
     */
    public abstract void fetch(float[] start, int from, int count, float[] sum, int at);

    /**
     * As {@link #multiply}, with four products for every row, of which the largest is the result: of the row of A, of
     * the one {@code right} floats further on, and of those {@code down} floats further on from both. In a convolution
     * they are the pixels that a max pool of 2x2 looks at. All columns of a panel are computed.
     */
    public abstract void multiplyPooled(Product product, int runs, int length, int row, int rows, int right, int down,
            float[] a, int a0, float[] b, int b0, float[] init, int init0, float[] c, int c0, float low, float high);

    /**
     * Computes row {@code row} of several panels, which lie {@code stride} floats apart in B with their bias in front
     * of each, and are written one behind the other. The sums are those of {@link #multiply}, but one panel of one row
     * alone would wait for each of its terms.
     *
     * @param bias where in B the first panel's bias begins; B's first panel itself lies {@link #panel()} floats on
     */
    public abstract void multiplyRow(Product product, int runs, int length, int row, int panels, int stride, float[] a,
            int a0, float[] b, int bias, float[] c, int c0, float low, float high);

    /**
     * Finishes rows of a product that started from a tensor: adds the bias, the same for all rows, and keeps to the
     * bounds.
     *
     * @param columns a multiple of {@link #lanes()}
     */
    public abstract void finish(int[] cRows, int row, int rows, int columns, float[] bias, int bias0, float[] c,
            int c0, float low, float high);

    /**
     * Adds to rows of a product, which lie {@link #panel()} floats apart, a tensor, keeps to the bounds and writes no
     * more than those columns.
     *
     * @param add how much further in {@code c} than the result lies what is added; 0 if it is replaced
     */
    public void addStaged(float[] stage, int from, int[] cRows, int row, int rows, int columns, float[] c, int c0,
            int add, float low, float high) {
        for (int i = 0; i < rows; i++) {
            int to = c0 + cRows[row + i];
            int at = from + i * panel();
            for (int j = 0; j < columns; j++) {
                c[to + j] = Math.min(Math.max(stage[at + j] + c[to + add + j], low), high);
            }
        }
    }

    /** Adds to {@code sums} the columns of a matrix of {@code rows} rows, {@code stride} floats apart. */
    public abstract void addColumnSums(float[] matrix, int from, int stride, int rows, int columns, float[] sums,
            int to);

    /**
     * A product channel by channel: {@code y[yRows[m] + c] = w[w0 + c] + sum over taps t of x[xRows[m] + taps[t] +
     * c] * w[w0 + (1 + t) * channels + c]}, for {@code rows} rows, kept within {@code low} to
     * {@code high}.
     *
     * @param channels a multiple of {@link #lanes()}
     */
    public abstract void depthwise(int rows, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] w,
            int w0, float[] y, int y0, int[] yRows, float low, float high);

    /**
     * {@link #depthwise} for a window of 3x3 that takes the same steps, of one pixel or two, in every row.
     *
     * @param x       its pixels are {@code channels} floats apart
     * @param xRow    from a row of x to the next
     * @param xStep   from the window of a row of y to that of the next
     * @param stride  from the window of a column of y to that of the next, 1 or 2 pixels
     * @param yRow    from a row of y to the next
     * @param yColumn from a column of y to the next
     */
    public abstract void depthwiseThree(int rows, int columns, int channels, float[] x, int x0, int xRow, int xStep,
            int stride, float[] w, int w0, float[] y, int y0, int yRow, int yColumn, float low, float high);

    /**
     * The product of an image that has no border of zeros in memory, rows {@code from} to {@code to}, at least two.
     *
     * @param image {@link DepthwiseImage#served}, its channels a multiple of {@link #lanes()}
     * @param x0    where in x the image begins
     * @param w     the bias, then the weights of one tap after another
     * @param y0    where in y row 0 of the product would be, whose pixels lie one behind the other
     */
    public abstract void depthwise(DepthwiseImage image, int from, int to, float[] x, int x0, float[] w, int w0,
            float[] y, int y0, float low, float high);

    /**
     * The gradient of {@link #depthwise} for the weights:
     * {@code dw[t * channels + c] += sum over rows m of x[xRows[m] + taps[t] + c] * dy[dyRows[m] + c]}.
     *
     * @param channels a multiple of {@link #lanes()}
     */
    public abstract void depthwiseWeights(int rows, int channels, float[] x, int x0, int[] xRows, int[] taps,
            float[] dy, int dy0, int[] dyRows, float[] dw, int dw0);
}
