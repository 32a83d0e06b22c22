package dev.cnnc.bench.engine;

/**
 * What makes values of pixels: {@code x = (pixel * scale - mean) / std}.
 *
 * @param mean one for each channel
 * @param std  one for each channel
 */
public record Normalisation(float scale, float[] mean, float[] std) {

    /** Normalises pixels in the order image, height, width, channel. */
    public Images apply(int count, int height, int width, float[] pixels) {
        int channels = mean.length;
        float[] values = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            values[i] = (pixels[i] * scale - mean[i % channels]) / std[i % channels];
        }
        return new Images(count, height, width, channels, pixels, values);
    }
}
