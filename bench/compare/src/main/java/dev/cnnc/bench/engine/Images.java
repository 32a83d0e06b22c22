package dev.cnnc.bench.engine;

/**
 * A batch of images.
 *
 * @param pixels whole numbers from 0 to 255 in the order image, height, width, channel
 * @param values the same as the network's first layer takes them, normalised
 */
public record Images(int count, int height, int width, int channels, float[] pixels, float[] values) {

    /** The normalised values in the order image, channel, height, width. */
    public float[] channelsFirst() {
        float[] result = new float[values.length];
        int area = height * width;
        int to = 0;
        for (int image = 0; image < count; image++) {
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < area; i++) {
                    result[to++] = values[(image * area + i) * channels + c];
                }
            }
        }
        return result;
    }
}
