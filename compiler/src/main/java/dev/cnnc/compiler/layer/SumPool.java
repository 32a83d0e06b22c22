package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code sumpool(2)}: the sum of each window. */
public record SumPool(SlidingWindow window) implements Windowed {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.SumPool.class;

    static final LayerKind KIND = LayerKind.named("sumpool", LayerKind.Category.POOLING)
            .summary("sum pooling: the sum of each window, channel by channel")
            .attributes(Pool.SIZE, Pool.STRIDE, Pool.PADDING, Pool.CEIL)
            .shape(Pool.SHAPE_RULE)
            .formula("y[i, j, c] = sum over u, v of x[i * stride + u - top, j * stride + v - left, c]; "
                    + "padding counts as zeros")
            .example("""
                    input(28x28x1, scale = 1/255)
                    conv(6, 5x5)  tanh
                    sumpool(2)
                    flatten  dense(10)
                    """)
            .reads(attributes -> new SumPool(Pool.window(attributes)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Pool.outputShape(window, inputs);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, OPERATION, window.arguments(emit.input(0), emit.output()).toArray());
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, OPERATION,
                window.arguments(emit.input(0), emit.output()).toArray());
    }

    @Override
    public String describe() {
        return Pool.describe(KIND, window).toString();
    }
}
