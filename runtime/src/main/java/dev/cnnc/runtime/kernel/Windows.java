package dev.cnnc.runtime.kernel;

/**
 * Windows of one size, side by side in one row of a tensor whose pixels have their channels together.
 *
 * @param height taps from top to bottom
 * @param width taps from left to right
 * @param channels floats of a pixel
 * @param rowStride floats from one row to the next
 * @param step floats from one window's first tap to the next window's
 */
public record Windows(int height, int width, int channels, int rowStride, int step) {
    public Windows {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("a window of " + height + "x" + width + "x" + channels);
        }
    }
}
