package dev.cnnc.runtime;

import java.util.Objects;

/**
 * One output of a network.
 *
 * @param name the tensor's name, unique among the outputs
 * @param height 1 for a vector
 * @param width 1 for a vector
 * @param channels the classes, for a classifier
 * @param probabilities whether the values are already probabilities (the network ends in a softmax, or in a sigmoid
 *        that a binary cross entropy trained)
 * @param loss such as {@code cross_entropy}; empty for an output that training leaves alone
 * @param weight of its loss in the sum
 */
public record OutputInfo(String name, int height, int width, int channels, boolean probabilities, String loss,
        double weight) {
    public OutputInfo {
        Objects.requireNonNull(name, "an output's name");
        Objects.requireNonNull(loss, "an output's loss");
        Sizes.product("output " + name, height, width, channels);
    }

    /** Floats for one image. */
    public int size() {
        return height * width * channels;
    }
}
