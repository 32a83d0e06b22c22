package dev.cnnc.runtime.op;

/**
 * Where the pixels of a grid lie, counted from the first one's places.
 *
 * @param source the windows they are computed from
 * @param target the pixels themselves
 */
record PixelRows(int[] source, int[] target) {
    /**
     * @param step       source rows and columns from one output pixel to the next
     * @param images     how many images one call covers at most
     * @param most       how many rows of the grid, if it covers one image
     * @param gathered   whether the source comes as {@link Gathering} leaves it
     */
    static PixelRows of(Border border, Layout target, PixelGroups pixels, SlidingGrid.Place place, int[] step,
            int images, int most, boolean gathered) {
        int inRow = pixels.inRow(place.width());
        int rows = images > 1 ? place.height() : Math.min(most, place.height());
        int[] source = new int[images * rows * inRow];
        int[] to = new int[source.length];
        int at = 0;
        for (int image = 0; image < images; image++) {
            for (int row = 0; row < rows; row++) {
                for (int group = 0; group < inRow; group++) {
                    int column = pixels.column(group, place.width());
                    source[at] = gathered ? Gathering.stride(border.source().channels()) * at
                            : image * border.imageStride() + row * step[0] * border.rowStride()
                                    + column * step[1] * border.pixelStride();
                    to[at++] = image * target.imageStride() + row * place.strideHeight() * target.rowStride()
                            + column * place.strideWidth() * target.channels();
                }
            }
        }
        return new PixelRows(source, to);
    }
}
