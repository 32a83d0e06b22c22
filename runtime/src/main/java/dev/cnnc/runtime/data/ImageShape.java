package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;

/**
 * Height, width and channels of an image. In memory its rows follow each other, and within a row its pixels, channels
 * innermost.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record ImageShape(int height, int width, int channels) {
    /** Checks that the image has a size that an array can hold. */
    public ImageShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new CnncException("an image of " + height + "x" + width + "x" + channels + " has no pixels");
        }
        try {
            Math.multiplyExact(Math.multiplyExact(height, width), channels);
        } catch (ArithmeticException tooLarge) {
            throw new CnncException("an image of " + height + "x" + width + "x" + channels + " is too large", tooLarge);
        }
    }

    /** The values of one image, each of which takes a byte. */
    public int bytes() {
        return height * width * channels;
    }

    /** As it is written in a {@code .cnn} file: {@code 28x28x1}. */
    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
