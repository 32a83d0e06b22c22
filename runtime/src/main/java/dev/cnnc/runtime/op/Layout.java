package dev.cnnc.runtime.op;

/**
 * The shape of one image's tensor in memory: dense, row by row, pixel by pixel, channels together (NHWC without N).
 *
 * @throws IllegalArgumentException if a size is not positive
 * @throws ArithmeticException if one image needs more floats than an {@code int} counts
 */
public record Layout(int height, int width, int channels) {
    public Layout {
        if (height <= 0 || width <= 0 || channels <= 0) {
            throw new IllegalArgumentException("sizes must be positive: " + height + "x" + width + "x" + channels);
        }
        Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    /** The layout of a vector: one pixel that has all the features. */
    public static Layout vector(int features) {
        return new Layout(1, 1, features);
    }

    /** Floats from one row to the next. */
    public int rowStride() {
        return width * channels;
    }

    /** Floats from one image to the next. */
    public int imageStride() {
        return height * width * channels;
    }

    /** Pixels of one image. */
    public int pixels() {
        return height * width;
    }
}
