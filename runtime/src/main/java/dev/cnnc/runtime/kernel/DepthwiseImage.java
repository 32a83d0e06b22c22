package dev.cnnc.runtime.kernel;

/**
 * An image under a depthwise window of 3x3 that starts one pixel above and to the left of it, where there are zeros.
 *
 * @param height   rows of the image; an even number if the steps are 2
 * @param width    columns of the image; likewise
 * @param channels of the image and of the product
 * @param stride   steps of the window, 1 or 2
 */
public record DepthwiseImage(int height, int width, int channels, int stride) {
    /** Rows of the product. */
    public int rows() {
        return height / stride;
    }

    /** Columns of the product. */
    public int columns() {
        return width / stride;
    }

    /** Whether kernels take it: no step ends beyond the image, and the product has two rows and columns. */
    public boolean served() {
        return height % stride == 0 && width % stride == 0 && rows() >= 2 && columns() >= 2;
    }
}
