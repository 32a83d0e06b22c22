package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.LossInfo;
import dev.cnnc.runtime.op.BinaryCrossEntropy;
import dev.cnnc.runtime.op.CrossEntropy;
import dev.cnnc.runtime.op.HingeLoss;
import dev.cnnc.runtime.op.HuberLoss;
import dev.cnnc.runtime.op.MeanAbsoluteError;
import dev.cnnc.runtime.op.MeanSquaredError;
import dev.cnnc.runtime.op.ProbabilityBinaryCrossEntropy;
import dev.cnnc.runtime.op.SoftmaxCrossEntropy;
import java.util.Arrays;
import java.util.List;

/** What training can minimise. A new loss is an operation of the runtime, a line here and one in {@link LossType}. */
public enum Loss {
    CROSS_ENTROPY("cross_entropy", SoftmaxCrossEntropy.class, CrossEntropy.class),
    BINARY_CROSS_ENTROPY("binary_cross_entropy", BinaryCrossEntropy.class, ProbabilityBinaryCrossEntropy.class),
    MSE("mse", MeanSquaredError.class),
    MAE("mae", MeanAbsoluteError.class),
    HUBER("huber", HuberLoss.class),
    HINGE("hinge", HingeLoss.class);

    private final String word;
    private final Class<?> operation;
    private final Class<?> ofProbabilities;

    Loss(String word, Class<?> operation) {
        this(word, operation, operation);
    }

    Loss(String word, Class<?> operation, Class<?> ofProbabilities) {
        this.word = word;
        this.operation = operation;
        this.ofProbabilities = ofProbabilities;
    }

    /** @throws IllegalArgumentException for a kind that there is not */
    public static Loss of(LossInfo info) {
        return Arrays.stream(values())
                .filter(loss -> loss.word.equals(info.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(info.kind()));
    }

    /** As the user writes it. */
    String word() {
        return word;
    }

    /** The runtime's class. */
    public Class<?> operation(LossInfo info) {
        return info.readsProbabilities() ? ofProbabilities : operation;
    }

    /**
     * What the runtime's class is made with.
     *
     * @param size      values of an image
     * @param smoothing how much of the target's probability a cross entropy spreads over all classes
     */
    public List<Object> arguments(LossInfo info, int size, float smoothing, float weight) {
        return switch (this) {
            case CROSS_ENTROPY -> List.of(size, smoothing, weight);
            case HUBER -> List.of(size, weight, (float) info.delta());
            default -> List.of(size, weight);
        };
    }

    /**
     * Says what a cross entropy takes such values for, where the user has not: a distribution is one already. A single
     * softmax is one too, and {@link #computes} it along.
     */
    public LossInfo over(ValueRange range, LossInfo info) {
        boolean isCrossEntropy = this == CROSS_ENTROPY || this == BINARY_CROSS_ENTROPY;
        if (!isCrossEntropy || !info.reads().isEmpty()) {
            return info;
        }
        boolean isProbability = this == CROSS_ENTROPY ? range == ValueRange.DISTRIBUTION : range.isProbability();
        return info.reading(isProbability ? LossInfo.PROBABILITIES : LossInfo.LOGITS);
    }

    /** Whether the loss from logits computes this layer too, from what goes into it: a softmax before cross entropy. */
    public boolean computes(Layer layer, LossInfo info) {
        return switch (this) {
            case CROSS_ENTROPY -> layer.kind() == (info.readsProbabilities() ? Softmax.KIND : LogSoftmax.KIND);
            case BINARY_CROSS_ENTROPY -> info.readsProbabilities() && layer.kind() == Sigmoid.KIND;
            default -> false;
        };
    }
}
