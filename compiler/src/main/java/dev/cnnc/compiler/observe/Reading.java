package dev.cnnc.compiler.observe;

import java.util.Arrays;

/**
 * What a layer gave for a batch, or the gradient by it.
 *
 * @param layer    the path of the layer whose memory was read: the one that was asked for, or the layer before it where
 *                 the network runs without it, as without dropout when it predicts
 * @param images   in the batch
 * @param height   rows of an image; 1 for vectors
 * @param width    columns; 1 for vectors
 * @param channels of a pixel
 * @param values   image after image, each in the order height, width, channel; the reader's own
 */
public record Reading(String layer, int images, int height, int width, int channels, float[] values) {

    /** Floats of one image. */
    public int size() {
        return height * width * channels;
    }

    /** One value. */
    public float at(int image, int row, int column, int channel) {
        return values[((image * height + row) * width + column) * channels + channel];
    }

    /** The values of one image. */
    public float[] image(int image) {
        return Arrays.copyOfRange(values, image * size(), (image + 1) * size());
    }
}
