package dev.cnnc.runtime.op;

/**
 * Copies the pixels that a 1x1 convolution reads one behind the other, each after a gap that ends in 0 and 1.
 *
 * <p>Where pixels lie a multiple of 4 KB apart, all fourteen rows of a register tile would compete for one set of the
 * first-level cache, which has eight or twelve places. And a sum that starts from a tensor gets its bias, which is
 * packed in front of the weights, as the product with the 1; the 0 makes an even number of terms of an odd one.
 *
 * @param source   the tensor
 * @param rowStep  floats from a row that is read to the next
 * @param stepWidth columns from a pixel that is read to the next
 * @param width    pixels that are read of a row
 */
record Gathering(Layout source, int rowStep, int stepWidth, int width) {
    /** Floats after which two addresses share a set of the first-level cache. */
    private static final int ALIAS = 1024;
    private static final int FILTERS = 64;
    /** From one pixel's end to where the next begins; the first has one in front, too. */
    static final int GAP = 16;

    /** Whether that pays: the copy takes as long as a few filters. */
    static boolean pays(Layout source, int stepWidth, int filters, boolean residual) {
        return residual && filters >= FILTERS || aliases(source, stepWidth, filters);
    }

    /** Whether neighbouring pixels that are read share a set, and filters enough to make up for a copy. */
    static boolean aliases(Layout source, int stepWidth, int filters) {
        return filters >= FILTERS && (long) source.channels() * stepWidth % ALIAS == 0;
    }

    /** Floats from one pixel of the copy to the next. */
    static int stride(int channels) {
        return Math.addExact(channels, GAP);
    }

    /** Copies {@code rows} rows from one on. */
    void copy(float[] from, int row, int rows, float[] to, int at) {
        int channels = source.channels();
        for (int i = 0; i < rows; i++) {
            for (int column = 0; column < width; column++) {
                to[at + GAP - 2] = 0;
                to[at + GAP - 1] = 1;
                System.arraycopy(from, row + i * rowStep + column * stepWidth * channels, to, at + GAP, channels);
                at += stride(channels);
            }
        }
    }
}
