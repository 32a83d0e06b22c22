package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.DepthwiseConvolution;
import dev.cnnc.runtime.op.Layout;
import java.util.List;

/**
 * {@code depthwise_conv(3x3)}: every channel is convolved by itself.
 *
 * @param multiplier how many feature maps come of one channel
 */
public record DepthwiseConv(SlidingWindow window, long multiplier, WeightSpec weights, Fusion fusion)
        implements ProductLayer, Windowed {

    static final Attribute<Long> MULTIPLIER =
            Attribute.optional("multiplier", WholeType.POSITIVE, 1L, "how many feature maps come of one channel");

    static final LayerKind KIND = WeightSpec.declare(LayerKind.named("depthwise_conv", LayerKind.Category.PRODUCT)
                    .attributes(Conv.KERNEL, MULTIPLIER, Conv.STRIDE, Conv.PADDING, Conv.DILATION))
            .summary("depthwise convolution: every channel is convolved by itself, with its own window of weights")
            .shape("height and width as of conv; channels times multiplier")
            .formula("y[i, j, c * multiplier + m] = bias[…] + sum over u, v of "
                    + "x[i * stride + u * dilation - top, j * stride + v * dilation - left, c] * "
                    + "weight[c * multiplier + m, 0, u, v]")
            .example("""
                    input(32x32x3)
                    conv(16, 3x3, padding = same, bias = false)  bn  relu
                    depthwise_conv(3x3, padding = same, bias = false)  bn  relu
                    conv(32, 1x1, bias = false)  bn  relu
                    global_avgpool  dense(10)
                    """)
            .source("Howard et al., MobileNets, 2017, arXiv:1704.04861; weights as in PyTorch: "
                    + "channels * multiplier, 1, kernel height, kernel width")
            .reads(attributes -> new DepthwiseConv(Conv.window(attributes), attributes.get(MULTIPLIER),
                    WeightSpec.read(attributes), Fusion.NONE));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape image = inputs.get(0);
        SlidingWindow.Placement placed = window.over(image, Conv.KERNEL.name());
        return new Shape(placed.height(), placed.width(), Math.multiplyExact(image.channels(), multiplier));
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        long filters = Math.multiplyExact(inputs.get(0).channels(), multiplier);
        long taps = window.kernel().area();
        return weights.parameters(List.of(filters, 1L, window.kernel().height(), window.kernel().width()), taps,
                Math.multiplyExact(multiplier, taps));
    }

    @Override
    public long macs(List<Shape> inputs, Shape output) {
        return Math.multiplyExact(output.size(), window.kernel().area());
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        fusion.lowerInference(
                emit, emit.operation(DepthwiseConvolution.class, arguments(emit.input(0), emit.output())));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        fusion.lowerTraining(
                emit, emit.operation(DepthwiseConvolution.class, arguments(emit.input(0), emit.output())));
    }

    private Object[] arguments(Layout x, Layout y) {
        List<Object> arguments = window.dilatedArguments(x, y);
        arguments.add(fusion.tail());
        return arguments.toArray();
    }

    @Override
    public DepthwiseConv withFusion(Fusion other) {
        return new DepthwiseConv(window, multiplier, weights, other);
    }

    @Override
    public String describe() {
        Description description = Description.of(KIND)
                .with(Conv.KERNEL, window.kernel())
                .with(MULTIPLIER, multiplier)
                .with(Conv.STRIDE, window.stride())
                .with(Conv.PADDING, window.padding())
                .with(Conv.DILATION, window.dilation());
        return weights.describe(description).toString() + fusion;
    }
}
