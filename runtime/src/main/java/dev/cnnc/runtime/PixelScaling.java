package dev.cnnc.runtime;

import java.util.List;

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
        mean = array(input.mean());
        std = array(input.std());
    }

    private static double[] array(List<Double> numbers) {
        double[] array = new double[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
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
