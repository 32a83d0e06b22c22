package dev.cnnc.runtime;

import java.util.Objects;

/**
 * One output of a network.
 *
 * @param name the tensor's name, unique among the outputs
 * @param height 1 for a vector
 * @param width 1 for a vector
 * @param channels the classes, for a classifier; see {@link #isDecision()} for one that has a single unit
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

    /**
     * Whether a single unit tells two classes apart: its value, or the sigmoid of it, is the probability of class 1, and
     * class 0 has the rest.
     */
    public boolean isDecision() {
        return height == 1 && width == 1 && channels == 1 && loss.isBinaryCrossEntropy();
    }

    /** How many classes the values tell apart. */
    public int classes() {
        return isDecision() ? 2 : channels;
    }

    /** The class that the values from {@code at} on speak for; of several, the first. */
    public int choice(float[] values, int at) {
        if (isDecision()) {
            return values[at] > threshold() ? 1 : 0;
        }
        return Scores.choice(values, at, channels);
    }

    /** The value that has a probability of one half, for an output that a binary cross entropy trains. */
    float threshold() {
        return probabilities ? 0.5f : 0;
    }

    /** The probabilities of both classes, from the value of a decision. */
    public float[] decide(float value) {
        double yes = probabilities ? value : 1 / (1 + Math.exp(-value));
        return new float[] {(float) (1 - yes), (float) yes};
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
