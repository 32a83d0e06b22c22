package dev.cnnc.runtime;

import dev.cnnc.runtime.io.ImageFit;
import dev.cnnc.runtime.io.ImageScaler;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The image a network takes and how its pixels become numbers: {@code x = (pixel * scale - mean) / std} with pixels
 * from 0 to 255 in the order height, width, channel.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for red, green, blue
 * @param scale factor of every pixel
 * @param mean one for each channel
 * @param std one for each channel, not zero
 * @param normalised the layer whose tensors {@link #MEAN} and {@link #STD} among the weights have one number for each
 *        channel, measured over the images of the first training, in place of the two here; empty for none
 * @param fit how pictures of other sizes become images of this one
 */
public record InputInfo(int height, int width, int channels, double scale, List<Double> mean, List<Double> std,
        String normalised, ImageFit fit) {
    /** The role of the tensor of means. */
    public static final String MEAN = "mean";
    /** The role of the tensor of standard deviations. */
    public static final String STD = "std";

    /** An input that pictures are stretched to. */
    public InputInfo(int height, int width, int channels, double scale, List<Double> mean, List<Double> std) {
        this(height, width, channels, scale, mean, std, "", ImageFit.STRETCH);
    }

    /** Checks sizes and numbers. */
    public InputInfo {
        Objects.requireNonNull(normalised, "the layer that has mean and deviation");
        Objects.requireNonNull(fit, "how pictures are fitted");
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        Sizes.product("the input", height, width, channels);
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("the input's scale is " + scale);
        }
        if (!fit.covers(height, width)) {
            throw new IllegalArgumentException("an input of " + height + "x" + width
                    + " cannot be cut out of pictures whose shorter side is " + fit.shorterSide());
        }
        if (mean.size() != channels || std.size() != channels) {
            throw new IllegalArgumentException("the input has " + channels + " channels, but " + mean.size()
                    + " means and " + std.size() + " standard deviations");
        }
        for (int c = 0; c < channels; c++) {
            if (!Double.isFinite(mean.get(c)) || !Double.isFinite(std.get(c)) || std.get(c) == 0) {
                throw new IllegalArgumentException("the input's channel " + c + " has mean " + mean.get(c)
                        + " and standard deviation " + std.get(c));
            }
        }
    }

    /**
     * What the network sees of an image of any size.
     *
     * @return pixels from 0 to 255 in the order height, width, channel
     * @throws CnncException if no image has as many channels as the input
     */
    public float[] pixelsOf(BufferedImage image) {
        float[] pixels = new float[size()];
        ImageScaler.scale(image, fit, height, width, channels, pixels, 0);
        return pixels;
    }

    /**
     * The same of an image file.
     *
     * @throws CnncException also if the file is missing, no image, damaged or too large
     */
    public float[] pixelsOf(Path file) {
        float[] pixels = new float[size()];
        ImageScaler.scale(file, fit, height, width, channels, pixels, 0);
        return pixels;
    }

    /** Whether mean and deviation are among the weights. */
    public boolean isNormalised() {
        return !normalised.isEmpty();
    }

    /** Whether a weight is the mean or the deviation. */
    boolean keeps(String weight) {
        return isNormalised() && (weight.equals(normalised + "." + MEAN) || weight.equals(normalised + "." + STD));
    }

    /** Floats in one image. */
    public int size() {
        return height * width * channels;
    }
}
