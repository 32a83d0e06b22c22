package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code locally_connected(8, 3x3)}: a convolution whose weights are not shared between the places of its window. */
public record LocallyConnected(long filters, SlidingWindow window, WeightSpec weights) implements Windowed {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.LocallyConnected.class;

    static final LayerKind KIND = WeightSpec.declare(LayerKind.named("locally_connected", LayerKind.Category.PRODUCT)
                    .attributes(Conv.FILTERS, Conv.KERNEL, Conv.STRIDE, Conv.PADDING))
            .summary("a convolution with other weights, and another bias, at every place of its window")
            .shape("as of conv")
            .formula("y[i, j, f] = bias[f, i, j] + sum over u, v, c of "
                    + "x[i * stride + u - top, j * stride + v - left, c] * weight[i, j, f, c, u, v]")
            .example("""
                    input(28x28x1)
                    maxpool(2)
                    locally_connected(4, 3x3, stride = 2)  relu
                    flatten  dense(10)
                    """)
            .source("LeCun, Generalization and network design strategies, 1989; Keras had it as LocallyConnected2D; "
                    + "weights: output height, output width, filters, channels, kernel height, kernel width; "
                    + "bias: filters, output height, output width")
            .reads(attributes -> new LocallyConnected(attributes.get(Conv.FILTERS),
                    new SlidingWindow(attributes.get(Conv.KERNEL), attributes.get(Conv.STRIDE),
                            attributes.get(Conv.PADDING), Extent.ONE, false),
                    WeightSpec.read(attributes)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        SlidingWindow.Placement placed = window.over(inputs.get(0), Conv.KERNEL.name());
        return new Shape(placed.height(), placed.width(), filters);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        Shape output = outputShape(inputs);
        Extent kernel = window.kernel();
        long channels = inputs.get(0).channels();
        return weights.parameters(
                List.of(output.height(), output.width(), filters, channels, kernel.height(), kernel.width()),
                List.of(filters, output.height(), output.width()),
                Math.multiplyExact(channels, kernel.area()), Math.multiplyExact(filters, kernel.area()));
    }

    @Override
    public long macs(List<Shape> inputs, Shape output) {
        return Math.multiplyExact(
                output.size(), Math.multiplyExact(window.kernel().area(), inputs.get(0).channels()));
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        Operation operation =
                emit.operation(OPERATION, window.arguments(emit.input(0), emit.output()).toArray());
        Operand slot = emit.slot();
        emit.prepare(operation, "pack", slot, emit.parameter("weight"), emit.parameter("bias"));
        emit.run(operation, "infer", emit.x(0), emit.y(), slot);
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        Operation operation =
                emit.operation(OPERATION, window.arguments(emit.input(0), emit.output()).toArray());
        Operand weight = emit.parameter("weight");
        Operand bias = emit.parameter("bias");
        emit.forward(operation, "forward", emit.x(0), emit.y(), weight, bias);
        emit.backward(operation, "backward", emit.x(0), Operand.NONE, emit.dx(0), emit.accumulate(0), emit.dy(), weight,
                bias);
    }

    @Override
    public String describe() {
        Description description = Description.of(KIND)
                .with(Conv.FILTERS, filters)
                .with(Conv.KERNEL, window.kernel())
                .with(Conv.STRIDE, window.stride())
                .with(Conv.PADDING, window.padding());
        return weights.describe(description).toString();
    }
}
