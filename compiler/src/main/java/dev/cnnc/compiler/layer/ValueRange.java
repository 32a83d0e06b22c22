package dev.cnnc.compiler.layer;

/** What is certain of a tensor's numbers, whatever the weights and the image are. */
public enum ValueRange {
    /** Nothing. */
    ANY,
    /** Each is from 0 to 1. */
    FRACTION,
    /** Each is from 0 to 1, and the channels of every pixel have the sum 1. */
    DISTRIBUTION;

    /** Whether the numbers can be probabilities. */
    public boolean isProbability() {
        return this != ANY;
    }

    /** What is left where numbers are kept and pixels or channels are not. */
    ValueRange ofEach() {
        return this == DISTRIBUTION ? FRACTION : this;
    }
}
