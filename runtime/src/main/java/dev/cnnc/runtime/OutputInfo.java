package dev.cnnc.runtime;

import java.util.Objects;

/**
 * One output of a network.
 *
 * @param name the tensor's name, unique among the outputs
 * @param height 1 for a vector
 * @param width 1 for a vector
 * @param channels the classes, for a classifier
 * @param probabilities whether the values that a prediction gives are probabilities already, so that no softmax belongs
 *        behind them: the network ends in a softmax or a mean of some, in a sigmoid that a binary cross entropy
 *        trained, or its author said so
 * @param loss as it is trained; it may read what goes into the last softmax, and so logits where the values are
 *        probabilities
 * @param weight of its loss in the sum
 */
public record OutputInfo(String name, int height, int width, int channels, boolean probabilities, LossInfo loss,
        double weight) {
    public OutputInfo {
        Objects.requireNonNull(name, "an output's name");
        Objects.requireNonNull(loss, "an output's loss");
        Sizes.product("output " + name, height, width, channels);
    }

    /** Whether the values of both can be compared with the same targets. */
    boolean isShapedAs(OutputInfo other) {
        return height == other.height && width == other.width && channels == other.channels;
    }

    /** Floats for one image. */
    public int size() {
        return height * width * channels;
    }
}
