package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.op.BinaryCrossEntropy;
import dev.cnnc.runtime.op.HingeLoss;
import dev.cnnc.runtime.op.HuberLoss;
import dev.cnnc.runtime.op.MeanAbsoluteError;
import dev.cnnc.runtime.op.MeanSquaredError;
import dev.cnnc.runtime.op.SoftmaxCrossEntropy;
import java.util.Arrays;
import java.util.Set;

/** What training can minimise. A new loss is an operation of the runtime and a line here. */
public enum Loss {
    CROSS_ENTROPY("cross_entropy", SoftmaxCrossEntropy.class, Softmax.KIND, LogSoftmax.KIND),
    BINARY_CROSS_ENTROPY("binary_cross_entropy", BinaryCrossEntropy.class, Sigmoid.KIND),
    MSE("mse", MeanSquaredError.class),
    MAE("mae", MeanAbsoluteError.class),
    HUBER("huber", HuberLoss.class),
    HINGE("hinge", HingeLoss.class);

    private final String word;
    private final Class<?> operation;
    private final Set<LayerKind> within;

    Loss(String word, Class<?> operation, LayerKind... within) {
        this.word = word;
        this.operation = operation;
        this.within = Set.of(within);
    }

    /** The words of all losses, for attributes. */
    public static WordType words() {
        return new WordType(Arrays.stream(values()).map(loss -> loss.word).toList());
    }

    /** @throws IllegalArgumentException for a word that {@link #words()} lacks */
    public static Loss of(String word) {
        return Arrays.stream(values())
                .filter(loss -> loss.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    /** The runtime's class. */
    public Class<?> operation() {
        return operation;
    }

    /** Whether the loss computes this layer itself, from what goes into it: a softmax before a cross entropy. */
    public boolean includes(Layer layer) {
        return within.contains(layer.kind());
    }
}
