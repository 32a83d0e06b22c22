package dev.cnnc.runtime;

/**
 * Pixels to numbers: {@code (pixel * scale - mean) / std}. Training and prediction share it, and it computes in double
 * and rounds once: a pixel gives the same bits in both.
 */
public final class PixelScaling {
    private final double scale;
    private final double[] mean;
    private final double[] std;

    public PixelScaling(InputInfo input) {
        scale = input.scale();
        mean = input.mean().stream().mapToDouble(Double::doubleValue).toArray();
        std = input.std().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The number that a pixel of a channel becomes. */
    public float apply(float pixel, int channel) {
        return (float) ((pixel * scale - mean[channel]) / std[channel]);
    }

    /** Scales {@code count} values in the order height, width, channel. */
    public void apply(float[] pixels, int from, int count, float[] to, int at) {
        int channels = mean.length;
        for (int c = 0; c < channels; c++) {
            for (int i = c; i < count; i += channels) {
                to[at + i] = apply(pixels[from + i], c);
            }
        }
    }
}
