package dev.cnnc.runtime.kernel;

/**
 * Where a product finds its numbers. Row {@code m} of the result, columns {@code n} of one panel, is
 *
 * <pre>C[c0 + cRows[m] + n] = start + sum over runs r and k &lt; length of
 *         A[a0 + aRows[m] + aRuns[r] + k * aStep] * B[b0 + bRuns[r] + k * bStep + n]</pre>
 *
 * <p>The tables make one kernel serve them all: in a convolution a row is an output pixel and a run is a row of the
 * kernel; in its weight gradient a row is a weight and a run is a row of pixels; in a dense layer a row is an image.
 *
 * @param aRows   where a row begins in A
 * @param cRows   where a row begins in C
 * @param aRuns   where a run begins in A
 * @param bRuns   where a run begins in B
 * @param aStep   from one term of a run to the next in A
 * @param bStep   from one term of a run to the next in B
 * @param stretch rows from a multiple of so many to the next are evenly spaced, in A and in C, by the same steps in all
 *                such stretches; 1 if there are none
 */
public record Product(int[] aRows, int[] cRows, int[] aRuns, int[] bRuns, int aStep, int bStep, int stretch) {
    public Product(int[] aRows, int[] cRows, int[] aRuns, int[] bRuns, int aStep, int bStep) {
        this(aRows, cRows, aRuns, bRuns, aStep, bStep, stretch(aRows, cRows));
    }

    /** The same product with its result elsewhere. */
    public Product into(int[] rows) {
        return new Product(aRows, rows, aRuns, bRuns, aStep, bStep);
    }

    /** Where so many runs begin that lie one behind the other. */
    public static int[] runs(int count, int length) {
        int[] begin = new int[count];
        for (int run = 1; run < count; run++) {
            begin[run] = begin[run - 1] + length;
        }
        return begin;
    }

    private static int stretch(int[] aRows, int[] cRows) {
        int rows = Math.min(aRows.length, cRows.length);
        int stretch = Math.max(1, rows);
        for (int row = 1; row < rows; row++) {
            boolean even = aRows[row] - aRows[row - 1] == aRows[1] - aRows[0]
                    && cRows[row] - cRows[row - 1] == cRows[1] - cRows[0];
            if (!even && row < stretch) {
                stretch = row;
            } else if (!even && row % stretch != 0) {
                return 1;
            }
        }
        return stretch;
    }
}
