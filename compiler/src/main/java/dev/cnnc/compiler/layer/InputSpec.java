package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.io.ImageFit;
import java.util.List;

/**
 * What turns an image into numbers: {@code x = (pixel * scale - mean) / std}, with pixels from 0 to 255.
 *
 * @param mean one per channel
 * @param std  one per channel
 * @param normalise whether mean and std are those of the images that the network is trained with, kept among its
 *                  weights; the two here then count for nothing
 * @param fit  how pictures of other sizes become images of this one
 */
public record InputSpec(
        Shape shape, double scale, List<Double> mean, List<Double> std, boolean normalise, ImageFit fit) {

    public InputSpec {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }
}
