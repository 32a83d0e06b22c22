package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code maxpool(3, stride = 2, padding = 1)}: the largest value of each window. Padding never is. */
public record MaxPool(SlidingWindow window) implements Windowed {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.MaxPool.class;

    static final LayerKind KIND = LayerKind.named("maxpool", LayerKind.Category.POOLING)
            .summary("max pooling: the largest value of each window, channel by channel")
            .attributes(Pool.SIZE, Pool.STRIDE, Pool.PADDING, Pool.CEIL)
            .shape(Pool.SHAPE_RULE)
            .formula("y[i, j, c] = max over u, v of x[i * stride + u - top, j * stride + v - left, c]; "
                    + "padding is never the largest")
            .example("""
                    input(28x28x1)
                    conv(8, 3x3)  relu
                    maxpool(2)
                    maxpool(3, stride = 2, padding = 1)
                    flatten  dense(10)
                    """)
            .reads(attributes -> new MaxPool(Pool.window(attributes)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Pool.outputShape(window, inputs);
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0).ofEach();
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, OPERATION, window.arguments(emit.input(0), emit.output()).toArray());
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.INPUT, OPERATION,
                window.arguments(emit.input(0), emit.output()).toArray());
    }

    @Override
    public String describe() {
        return Pool.describe(KIND, window).toString();
    }
}
