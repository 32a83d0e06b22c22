package dev.cnnc.runtime.op;

/**
 * One regular grid of a target tensor's pixels, all computed with the same taps. A convolution has one grid; the
 * gradient of its input has one for every phase of the stride.
 */
sealed interface PixelGrid permits SlidingGrid, UnpackedGrid {

    SlidingGrid.Place place();

    Panels panels();

    /** Floats of what is packed. */
    int packedSize();

    /** Multiplications of a convolution of one image. */
    long macs();

    /**
     * Packs one panel.
     *
     * @param weight where in the parameters the weights begin
     * @param scale  a factor for every output channel, or null
     * @param bias   null for none
     */
    void pack(int index, int weight, float[] scale, float[] bias, int biasAt, float[] packed, int to);

    /**
     * Computes some rows of the grid.
     *
     * @param firstRow the grid's first row
     * @param rows     rows of every image, more than the grid has allowed
     * @param a0       where in {@code a} the window of the first pixel lies
     * @param weight   where in the parameters the weights begin
     * @param image    where in {@code c} the first image begins
     * @param add      how much further in {@code c} lies what is added to the result
     * @param stage    room for {@link SlidingGrid#STAGE} rows
     * @param alone    whether this call computes all columns of its pixels
     */
    void multiply(int images, int firstRow, int rows, int fromPanel, int toPanel, float[] a, int a0, float[] packed,
            int at, int weight, float[] c, int image, boolean adds, int add, float low, float high, float[] stage,
            int stageAt, boolean alone);
}
