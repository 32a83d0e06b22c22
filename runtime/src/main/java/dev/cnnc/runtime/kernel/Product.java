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
 * @param aRows where a row begins in A
 * @param cRows where a row begins in C
 * @param aRuns where a run begins in A
 * @param bRuns where a run begins in B
 * @param aStep from one term of a run to the next in A
 * @param bStep from one term of a run to the next in B
 */
public record Product(int[] aRows, int[] cRows, int[] aRuns, int[] bRuns, int aStep, int bStep) {
    /** The same product with its result elsewhere. */
    public Product into(int[] rows) {
        return new Product(aRows, rows, aRuns, bRuns, aStep, bStep);
    }
}
