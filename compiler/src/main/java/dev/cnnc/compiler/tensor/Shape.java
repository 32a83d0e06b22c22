package dev.cnnc.compiler.tensor;

/**
 * The shape of one image's tensor. A vector of n features is 1x1xn.
 *
 * @param height   rows
 * @param width    columns
 * @param channels feature maps
 */
public record Shape(long height, long width, long channels) {

    public static Shape vector(long features) {
        return new Shape(1, 1, features);
    }

    /** How many elements there are; {@link ArithmeticException} where a long does not hold it. */
    public long size() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    public boolean isVector() {
        return height == 1 && width == 1;
    }

    /** {@code 28x28x6}, or {@code 120} for a vector. */
    @Override
    public String toString() {
        return isVector() ? Long.toString(channels) : height + "x" + width + "x" + channels;
    }
}
