package dev.cnnc.runtime.kernel;

/**
 * The transforms of Winograd's convolution with a 3x3 kernel; A. Lavin, S. Gray, "Fast algorithms for convolutional
 * neural networks" (arXiv:1509.09308), with the points 0, 1, -1 and, for a tile of four outputs, 2 and -2. A tile of
 * {@code m} by {@code m} outputs, m being 2 or 4, is computed from {@code m + 2} by {@code m + 2} inputs with as many
 * products.
 *
 * <p>A call transforms {@code count} tiles, for each of which {@code n} neighbours, channels or filters, one by one.
 * The pixels of a tile are {@code row} and {@code column} floats apart, and the next tile is {@code next} floats
 * further on. Element {@code i} of the products, counted row by row, is found {@code i * plane} floats further on.
 * Neighbours are read and written in whole vectors: up to {@link ProductKernels#lanes()} - 1 floats behind them are
 * touched.
 */
public abstract class WinogradKernels {
    /** {@code y = B^T x B}: from inputs to factors of the products. */
    public abstract void input(int tile, float[] x, int x0, int xRow, int xColumn, int xNext, float[] y, int y0,
            int plane, int yNext, int n, int count);

    /** {@code y = A^T x A}: from products to outputs. */
    public abstract void output(int tile, float[] x, int x0, int plane, int xNext, float[] y, int y0,
            int yRow, int yColumn, int yNext, int n, int count);

    /** As {@link #output}, with {@code y[add + i]} added to what is written to {@code y[i]}. */
    public abstract void outputAdded(int tile, int add, float[] x, int x0, int plane, int xNext, float[] y,
            int y0, int yRow, int yColumn, int yNext, int n, int count);

    /**
     * {@code to[at + i] = a x[i] + b x[step + i] + c x[2 step + i]}, x from {@code first} on: a row of G times three
     * rows of taps. {@code n} is a multiple of {@link ProductKernels#panel()}.
     */
    public abstract void combine(float a, float b, float c, float[] x, int first, int step, float[] to, int at, int n);

    /**
     * The max pool of 2x2: of {@code rows} by {@code columns} windows, each {@code n} neighbours.
     *
     * @param xRow    from a row of pixels to the next
     * @param xColumn from a pixel to the next
     */
    public abstract void largest(float[] x, int x0, int xRow, int xColumn, float[] y, int y0, int yRow, int yColumn,
            int rows, int columns, int n);
}
