package dev.cnnc.bench.kernels;

import java.util.function.Function;

/** Which way a layer is computed. */
public enum Direction {
    /** With weights that were packed beforehand. */
    INFERENCE(PreparedLayer::infer),
    /** The gradient of the weights alone. */
    WEIGHT_GRADIENT(PreparedLayer::weightGradient),
    /** The gradients of the weights and of the input; layers without weights have the latter alone. */
    BACKWARD(PreparedLayer::backward);

    private final Function<PreparedLayer, Runnable> work;

    Direction(Function<PreparedLayer, Runnable> work) {
        this.work = work;
    }

    Runnable of(PreparedLayer layer) {
        return work.apply(layer);
    }
}
