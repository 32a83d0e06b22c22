package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/**
 * Images become brighter or darker, then of more or less contrast, then of more or less saturation, each by a factor
 * from 1 - its setting to 1 + its setting. Contrast is the distance to the mean grey of the image, saturation that to
 * the pixel's own grey (by ITU-R BT.601); images that are not of three channels have no saturation.
 *
 * @param brightness from 0, for none, to 1
 * @param contrast from 0, for none, to 1
 * @param saturation from 0, for none, to 1
 */
public record ColourJitter(double brightness, double contrast, double saturation) implements Augment {
    private static final int COLOURS = 3;

    /** Checks the settings. */
    public ColourJitter {
        Range.require("a jitter's brightness", brightness, 0, 1);
        Range.require("a jitter's contrast", contrast, 0, 1);
        Range.require("a jitter's saturation", saturation, 0, 1);
    }

    @Override
    public void apply(byte[] from, byte[] to, ImageShape shape, Draws draws) {
        change(from, to, shape, factor(brightness, draws), factor(contrast, draws), factor(saturation, draws));
    }

    private static float factor(double most, Draws draws) {
        return (float) draws.between(1 - most, 1 + most);
    }

    static void change(byte[] from, byte[] to, ImageShape shape, float bright, float contrast, float saturation) {
        int channels = shape.channels();
        double sum = 0;
        for (int at = 0; at < shape.bytes(); at += channels) {
            sum += grey(from, at, channels, bright);
        }
        float mean = (float) (sum / (shape.height() * shape.width()));
        for (int at = 0; at < shape.bytes(); at += channels) {
            float grey = contrast(grey(from, at, channels, bright), mean, contrast);
            for (int c = 0; c < channels; c++) {
                float value = contrast(bright(from[at + c], bright), mean, contrast);
                if (channels == COLOURS) {
                    value = grey + saturation * (value - grey);
                }
                to[at + c] = (byte) (clamp(value) + 0.5f);
            }
        }
    }

    private static float contrast(float value, float mean, float factor) {
        return mean + factor * (value - mean);
    }

    private static float grey(byte[] from, int at, int channels, float bright) {
        if (channels == COLOURS) {
            return (299 * bright(from[at], bright) + 587 * bright(from[at + 1], bright)
                    + 114 * bright(from[at + 2], bright)) / 1000;
        }
        float sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += bright(from[at + c], bright);
        }
        return sum / channels;
    }

    private static float bright(byte pixel, float factor) {
        return clamp((pixel & 0xff) * factor);
    }

    private static float clamp(float value) {
        return Math.max(0, Math.min(255, value));
    }
}
