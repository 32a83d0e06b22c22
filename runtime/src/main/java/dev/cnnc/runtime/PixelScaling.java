package dev.cnnc.runtime;

/**
 * Pixels to numbers: {@code (pixel * scale - mean) / std}. Computed in double and rounded once, so that a pixel gives the
 * same bits in training and in prediction.
 */
final class PixelScaling {
    private final double[] factor;
    private final double[] shift;

    PixelScaling(InputInfo input) {
        factor = new double[input.channels()];
        shift = new double[input.channels()];
        for (int c = 0; c < factor.length; c++) {
            factor[c] = input.scale() / input.std().get(c);
            shift[c] = -input.mean().get(c) / input.std().get(c);
        }
    }

    /** The number that a pixel of a channel becomes. */
    float apply(float pixel, int channel) {
        return (float) (pixel * factor[channel] + shift[channel]);
    }

    /** Scales {@code count} values in the order height, width, channel. */
    void apply(float[] pixels, int from, int count, float[] to, int at) {
        int channels = factor.length;
        for (int c = 0; c < channels; c++) {
            double f = factor[c];
            double s = shift[c];
            for (int i = c; i < count; i += channels) {
                to[at + i] = (float) (pixels[from + i] * f + s);
            }
        }
    }
}
