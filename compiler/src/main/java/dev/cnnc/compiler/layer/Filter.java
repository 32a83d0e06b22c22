package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import java.util.List;

/** {@code filter(sobel_x)}: every channel is convolved with one given kernel, which is not learnt. */
public record Filter(FilterKernel kernel, Extent stride, Padding padding) implements Windowed {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Filter.class;

    private static final Attribute<FilterKernel> KERNEL =
            Attribute.required("kernel", FilterKernel.TYPE, "the numbers of the window");

    static final LayerKind KIND = LayerKind.named("filter", LayerKind.Category.PRODUCT)
            .attributes(KERNEL, Conv.STRIDE, Conv.PADDING)
            .summary("a convolution of every channel with one given kernel, which is not learnt")
            .shape("height and width as of conv; channels stay")
            .formula("y[i, j, c] = sum over u, v of x[i * stride + u - top, j * stride + v - left, c] * kernel[u, v]; "
                    + "box is the mean, gaussian_blur [[1, 2, 1], [2, 4, 2], [1, 2, 1]] / 16")
            .example("""
                    input(28x28x1)
                    concat {
                      branch { filter(sobel_x, padding = same) }
                      branch { filter(sobel_y, padding = same) }
                      branch { filter([[0, 1, 0], [1, -4, 1], [0, 1, 0]], padding = same) }
                    }
                    conv(8, 3x3)  relu
                    global_avgpool  dense(10)
                    """)
            .source("Sobel and Feldman, An isotropic 3x3 image gradient operator, 1968")
            .reads(attributes -> new Filter(
                    attributes.get(KERNEL), attributes.get(Conv.STRIDE), attributes.get(Conv.PADDING)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public SlidingWindow window() {
        return new SlidingWindow(kernel.extent(), stride, padding, Extent.ONE, false);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        SlidingWindow.Placement placed = window().over(inputs.get(0), KERNEL.name());
        return new Shape(placed.height(), placed.width(), inputs.get(0).channels());
    }

    @Override
    public long macs(List<Shape> inputs, Shape output) {
        return Math.multiplyExact(output.size(), kernel.extent().area());
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
        List<Object> arguments = window().arguments(x, y);
        arguments.add(kernel.text());
        return arguments.toArray();
    }

    @Override
    public String describe() {
        return Description.of(KIND)
                .with(KERNEL, kernel)
                .with(Conv.STRIDE, stride)
                .with(Conv.PADDING, padding)
                .toString();
    }
}
