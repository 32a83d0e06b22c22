package dev.cnnc.runtime.kernel;

/**
 * Products that read B wherever it lies, such as weights as they came from a file: of kernels that would not gain by
 * having it packed. A process that answers once is done sooner, since packing takes as long as reading.
 */
public interface InPlaceProducts {
    /** Rows that are computed together; a call with fewer takes more time for each. */
    int mostRows();

    /**
     * Computes {@code rows} rows from row {@code row} on, for any number of columns. Column {@code n} of B lies
     * {@code n * columnStep} floats behind the first; the result is {@code product * tail[scale + n] + tail[bias + n]},
     * plus a tensor if {@code adds}, and one outside {@code low} to {@code high} becomes the bound.
     *
     * @param length terms of each of the product's runs
     * @param add    how much further in {@code c} than the result lies what is added; 0 if it is replaced
     */
    void multiply(Product product, int columnStep, int length, int row, int rows, int columns, float[] a, int a0,
            float[] b, int b0, float[] tail, int scale, int bias, float[] c, int c0, boolean adds, int add, float low,
            float high);

    /**
     * As {@link #multiply} from the first row on, with four products for every row, of which the largest is the result:
     * of the row of A, of the one {@code right} floats further on, and of those {@code down} floats further on from
     * both.
     *
     * @param line so many rows are neighbours, two steps to the right apart; {@code rows} is a multiple
     */
    void multiplyPooled(Product product, int columnStep, int length, int rows, int line, int columns, int right,
            int down, float[] a, int a0, float[] b, int b0, float[] tail, int scale, int bias, float[] c, int c0,
            float low, float high);
}
