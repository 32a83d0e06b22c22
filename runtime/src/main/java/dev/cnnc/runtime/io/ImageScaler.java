package dev.cnnc.runtime.io;

import java.awt.image.BufferedImage;

/** Turns images of any size and colour into the pixels a network takes. */
public final class ImageScaler {
    private ImageScaler() {
    }

    /**
     * Scales an image to height x width and writes its pixels, 0 to 255, in the order height, width, channel.
     *
     * @param channels 1 for grey or 3 for red, green, blue
     * @param from where in {@code pixels} the image begins
     */
    public static void scale(BufferedImage image, int height, int width, int channels, float[] pixels, int from) {
        throw new UnsupportedOperationException();
    }
}
