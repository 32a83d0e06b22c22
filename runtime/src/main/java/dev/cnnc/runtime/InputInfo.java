package dev.cnnc.runtime;

import java.util.List;

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
 */
public record InputInfo(int height, int width, int channels, double scale, List<Double> mean, List<Double> std) {
    public InputInfo {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        Sizes.product("the input", height, width, channels);
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("the input's scale is " + scale);
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

    /** Floats in one image. */
    public int size() {
        return height * width * channels;
    }
}
