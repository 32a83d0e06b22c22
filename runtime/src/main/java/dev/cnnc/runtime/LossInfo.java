package dev.cnnc.runtime;

import java.util.Objects;

/**
 * What training minimises of an output.
 *
 * @param kind {@code cross_entropy}, {@code binary_cross_entropy}, {@code mse}, {@code mae}, {@code huber} or
 *        {@code hinge}; empty for nothing
 * @param reads what a cross entropy takes the values that it reads for: {@link #LOGITS} or {@link #PROBABILITIES}; empty
 *        where the network itself decides it, and for other losses
 * @param delta of {@code huber}, the distance at which the square becomes a straight line; else 0
 */
public record LossInfo(String kind, String reads, double delta) {
    /** Values of any size, of which the loss takes the softmax or the sigmoid itself. */
    public static final String LOGITS = "logits";
    /** Values that are probabilities already. */
    public static final String PROBABILITIES = "probabilities";
    /** Nothing is minimised. */
    public static final LossInfo NONE = new LossInfo("", "", 0);

    private static final double HUBER_DELTA = 1;

    /** Checks the number. */
    public LossInfo {
        Objects.requireNonNull(kind, "a loss's kind");
        Objects.requireNonNull(reads, "what a loss reads");
        if (!(delta >= 0 && delta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the delta of a loss is " + delta);
        }
    }

    /** A loss with the settings that it has if nothing is said. */
    public static LossInfo of(String kind) {
        return new LossInfo(kind, "", kind.equals("huber") ? HUBER_DELTA : 0);
    }

    /** The same loss of values that are taken for this. */
    public LossInfo reading(String source) {
        return new LossInfo(kind, source, delta);
    }

    /** Whether nothing is minimised. */
    public boolean isNone() {
        return kind.isEmpty();
    }

    /** Whether this is the loss of one class out of several. */
    public boolean isCrossEntropy() {
        return kind.equals("cross_entropy");
    }

    /** Whether this is the loss of each class by itself. */
    public boolean isBinaryCrossEntropy() {
        return kind.equals("binary_cross_entropy");
    }

    /** Whether values are taken for probabilities. */
    public boolean readsProbabilities() {
        return reads.equals(PROBABILITIES);
    }
}
