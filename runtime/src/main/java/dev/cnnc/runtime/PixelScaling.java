package dev.cnnc.runtime;

import dev.cnnc.runtime.kernel.ElementKernels;
import java.util.List;

/**
 * Pixels to numbers: {@code (pixel * scale - mean) / std}, computed as {@code pixel * factor + offset} with one
 * rounding. Training and prediction share it: a pixel gives the same bits in both.
 */
public final class PixelScaling {
    /** Pixels of a pattern: enough that a loop over it is worth vectors. */
    private static final int PATTERN = 64;

    private final double scale;
    private final double[] mean;
    /** A factor and an offset for every value of {@link #PATTERN} pixels. */
    private final float[] factors;
    private final float[] offsets;

    private PixelScaling(double scale, double[] mean, double[] std) {
        this.scale = scale;
        this.mean = mean;
        factors = new float[Math.multiplyExact(mean.length, PATTERN)];
        offsets = new float[factors.length];
        for (int i = 0; i < factors.length; i++) {
            int channel = i % mean.length;
            factors[i] = (float) (scale / std[channel]);
            offsets[i] = (float) (-mean[channel] / std[channel]);
        }
    }

    /**
     * As the network of these weights says, with the mean and deviation among them if it keeps them there. Such weights
     * that were never trained scale only.
     *
     * @throws CnncException if a deviation is not above 0 or no number
     */
    public static PixelScaling of(Weights weights) {
        InputInfo input = weights.info().input();
        if (!input.isNormalised()) {
            return of(input);
        }
        float[] means = weights.get(input.normalised() + "." + InputInfo.MEAN);
        float[] deviations = weights.get(input.normalised() + "." + InputInfo.STD);
        boolean measured = Normalisation.isMeasured(weights);
        double[] mean = new double[means.length];
        double[] std = new double[means.length];
        for (int c = 0; c < mean.length; c++) {
            mean[c] = means[c];
            std[c] = measured ? deviations[c] : 1;
            if (!(std[c] > 0 && std[c] < Double.POSITIVE_INFINITY && Double.isFinite(mean[c]))) {
                throw new CnncException("the weights of " + weights.info().name() + " say that channel " + c
                        + " of the images has mean " + mean[c] + " and deviation " + std[c] + ": they are damaged");
            }
        }
        return new PixelScaling(input.scale(), mean, std);
    }

    /** With the input's own numbers. */
    static PixelScaling of(InputInfo input) {
        return new PixelScaling(input.scale(), array(input.mean()), array(input.std()));
    }

    private static double[] array(List<Double> numbers) {
        double[] array = new double[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }

    /** How many channels an image has. */
    int channels() {
        return mean.length;
    }

    /** The number that a pixel of a channel becomes. */
    public float apply(float pixel, int channel) {
        return Math.fma(pixel, factors[channel], offsets[channel]);
    }

    /** The pixel of a channel that becomes 0, for a scale other than 0. */
    public double mean(int channel) {
        return mean[channel] / scale;
    }

    /** Scales {@code count} values in the order height, width, channel. */
    public void apply(ElementKernels elements, float[] pixels, int from, int count, float[] to, int at) {
        for (int done = 0; done < count; done += factors.length) {
            elements.affine(pixels, from + done, factors, offsets, to, at + done,
                    Math.min(factors.length, count - done));
        }
    }
}
