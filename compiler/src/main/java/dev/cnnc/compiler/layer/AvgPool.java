package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import java.util.List;

/**
 * {@code avgpool(2)}: the mean of each window.
 *
 * @param countPadding whether the zeros of the padding count in the mean
 */
public record AvgPool(SlidingWindow window, boolean countPadding) implements Windowed {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.AvgPool.class;

    private static final Attribute<Boolean> COUNT_PADDING = Attribute.optional(
            "count_padding", TruthType.TRUTH, false, "whether the zeros of the padding count in the mean");

    static final LayerKind KIND = LayerKind.named("avgpool", LayerKind.Category.POOLING)
            .summary("average pooling: the mean of each window, channel by channel")
            .attributes(Pool.SIZE, Pool.STRIDE, Pool.PADDING, Pool.CEIL, COUNT_PADDING)
            .shape(Pool.SHAPE_RULE)
            .formula("y[i, j, c] = mean over u, v of x[i * stride + u - top, j * stride + v - left, c], over pixels of "
                    + "the image; with count_padding = true, over pixels of the padded image")
            .example("""
                    input(28x28x1)
                    conv(6, 5x5, padding = same)  tanh
                    avgpool(2)
                    avgpool(3, stride = 2, padding = 1, count_padding = true)
                    flatten  dense(10)
                    """)
            .source("without padding in the mean as in TensorFlow; PyTorch's default is count_padding = true")
            .reads(attributes -> new AvgPool(Pool.window(attributes), attributes.get(COUNT_PADDING)));

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
        return countPadding ? inputs.get(0).ofEach() : inputs.get(0);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, OPERATION, arguments(emit.input(0), emit.output()));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(
                emit, UnaryLowering.Saved.NOTHING, OPERATION, arguments(emit.input(0), emit.output()));
    }

    private Object[] arguments(Layout x, Layout y) {
        SlidingWindow.Placement placed = window.over(new Shape(x.height(), x.width(), x.channels()), Pool.SIZE.name());
        List<Object> arguments = window.arguments(x, y);
        arguments.add((int) placed.bottom());
        arguments.add((int) placed.right());
        arguments.add(countPadding);
        return arguments.toArray();
    }

    @Override
    public String describe() {
        return Pool.describe(KIND, window).with(COUNT_PADDING, countPadding).toString();
    }
}
