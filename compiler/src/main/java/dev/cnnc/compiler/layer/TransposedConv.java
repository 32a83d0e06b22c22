package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.TransposedConvolution;
import java.util.List;

/**
 * {@code transposed_conv(64, 2x2, stride = 2)}: the way back of a convolution, which makes images larger.
 *
 * @param window that of the convolution whose way back this is
 * @param rest   rows and columns that are added at the bottom and right
 */
public record TransposedConv(
        long filters, SlidingWindow window, Extent rest, long groups, WeightSpec weights, Fusion fusion)
        implements ProductLayer {

    private static final Attribute<Padding> PADDING = Attribute.optional("padding", Padding.TYPE, Padding.VALID,
            "rows and columns of the result that are cut off; same keeps in * stride");
    private static final Attribute<Extent> REST = Attribute.optional("output_padding", Extent.REST, Extent.NONE,
            "rows and columns added at the bottom and right, less than a stride: sizes that a stride rounds down "
                    + "alike come back alike without it");

    static final LayerKind KIND = WeightSpec.declare(LayerKind.named("transposed_conv", LayerKind.Category.PRODUCT)
                    .attributes(Conv.FILTERS, Conv.KERNEL, Conv.STRIDE, PADDING, REST, Conv.DILATION, Conv.GROUPS))
            .summary("transposed convolution: every pixel adds its own multiple of the kernel to a larger image")
            .shape("height and width are (in - 1) * stride + reach - padding + output_padding, where reach is "
                    + "dilation * (kernel - 1) + 1 and padding counts both sides; with padding = same, in * stride; "
                    + "channels are the filters")
            .formula("y[i * stride + u * dilation - top, j * stride + v * dilation - left, f] += "
                    + "x[i, j, c] * weight[c, f, u, v], from bias[f] on")
            .example("""
                    input(28x28x1)
                    conv(8, 3x3, stride = 2, padding = same)  relu
                    transposed_conv(4, 2x2, stride = 2)  relu
                    transposed_conv(4, 3x3, stride = 2, padding = 1, output_padding = 1)
                    global_avgpool  dense(10)
                    """)
            .source("Dumoulin and Visin, A guide to convolution arithmetic for deep learning, 2016, arXiv:1603.07285; "
                    + "sizes and weights as in PyTorch: channels, filters per group, kernel height, kernel width")
            .reads(TransposedConv::read);

    private static TransposedConv read(Attributes attributes) {
        long filters = attributes.get(Conv.FILTERS);
        long groups = attributes.get(Conv.GROUPS);
        if (filters % groups != 0) {
            throw Conv.indivisible(groups, filters, "filters");
        }
        SlidingWindow window = new SlidingWindow(attributes.get(Conv.KERNEL), attributes.get(Conv.STRIDE),
                attributes.get(PADDING), attributes.get(Conv.DILATION), false);
        Extent rest = attributes.get(REST);
        if (rest.height() >= Math.max(window.stride().height(), window.dilation().height())
                || rest.width() >= Math.max(window.stride().width(), window.dilation().width())) {
            throw new LayerException(DiagnosticCode.OUT_OF_RANGE,
                    "an output_padding of " + Extent.REST.write(rest) + " is not less than the stride of "
                            + Extent.STEP.write(window.stride()),
                    "a larger stride makes a larger image", REST.name());
        }
        if (window.padding().mode() == Padding.Mode.SAME && !rest.equals(Extent.NONE)) {
            throw new LayerException(DiagnosticCode.OUT_OF_RANGE,
                    "padding = same makes the output input * stride, so there is no room for output_padding",
                    "leave one of the two out", REST.name());
        }
        if (attributes.get(WeightSpec.MAX_NORM) > 0) {
            throw new LayerException(DiagnosticCode.OUT_OF_RANGE,
                    "a transposed convolution spreads each input over many outputs, and has no max_norm of one output",
                    "leave it out; regulariser = l2(0.001) holds the weights back too", WeightSpec.MAX_NORM.name());
        }
        return new TransposedConv(filters, window, rest, groups, WeightSpec.read(attributes), Fusion.NONE);
    }

    @Override
    public LayerKind kind() {
        return KIND;
    }

    private Axis rows(long height) {
        return Axis.of(height, window.kernel().height(), window.stride().height(), window.dilation().height(),
                window.padding().mode(), window.padding().top(), window.padding().bottom(), rest.height());
    }

    private Axis columns(long width) {
        return Axis.of(width, window.kernel().width(), window.stride().width(), window.dilation().width(),
                window.padding().mode(), window.padding().left(), window.padding().right(), rest.width());
    }

    /**
     * One direction, in pixels.
     *
     * @param full   what all multiples of the kernel cover
     * @param before what is cut off of it at the beginning
     */
    private record Axis(long full, long before, long size) {

        static Axis of(long input, long kernel, long stride, long dilation, Padding.Mode mode, long first, long last,
                long rest) {
            long reach = Math.addExact(Math.multiplyExact(kernel - 1, dilation), 1);
            long full = Math.addExact(Math.multiplyExact(input - 1, stride), reach);
            return switch (mode) {
                case SAME -> new Axis(full, Math.max(reach - stride, 0) / 2, Math.multiplyExact(input, stride));
                case FULL -> new Axis(full, reach - 1, full - 2 * (reach - 1) + rest);
                default -> new Axis(
                        full, first, Math.addExact(Math.subtractExact(full, Math.addExact(first, last)), rest));
            };
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape image = inputs.get(0);
        if (image.channels() % groups != 0) {
            throw Conv.indivisible(groups, image, filters);
        }
        Axis rows = rows(image.height());
        Axis columns = columns(image.width());
        if (rows.size < 1 || columns.size < 1) {
            throw new LayerException(DiagnosticCode.OUT_OF_RANGE,
                    "a padding of " + window.padding() + " cuts off all of the " + rows.full + "x" + columns.full
                            + " result",
                    "padding is that of the convolution whose way back this is, so it makes the result smaller",
                    PADDING.name());
        }
        // The runtime counts the pixels that it sees in ints.
        long channels = Math.max(filters, image.channels());
        long height = Math.addExact(rows.full, rows.size);
        long width = Math.addExact(columns.full, columns.size);
        Math.toIntExact(Math.multiplyExact(Math.multiplyExact(height, width), channels));
        return new Shape(rows.size, columns.size, filters);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        long taps = window.kernel().area();
        long channels = inputs.get(0).channels();
        return weights.parameters(
                List.of(channels, filters / groups, window.kernel().height(), window.kernel().width()),
                List.of(filters),
                Math.multiplyExact(channels / groups, taps), Math.multiplyExact(filters / groups, taps));
    }

    @Override
    public long macs(List<Shape> inputs, Shape output) {
        return Math.multiplyExact(inputs.get(0).size(), Math.multiplyExact(window.kernel().area(), filters / groups));
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        fusion.lowerInference(
                emit, emit.operation(TransposedConvolution.class, arguments(emit.input(0), emit.output())));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        fusion.lowerTraining(
                emit, emit.operation(TransposedConvolution.class, arguments(emit.input(0), emit.output())));
    }

    private Object[] arguments(Layout x, Layout y) {
        return new Object[] {x, y, (int) window.kernel().height(), (int) window.kernel().width(),
                (int) window.stride().height(), (int) window.stride().width(), (int) rows(x.height()).before,
                (int) columns(x.width()).before, (int) window.dilation().height(), (int) window.dilation().width(),
                (int) groups, fusion.tail()};
    }

    @Override
    public TransposedConv withFusion(Fusion other) {
        return new TransposedConv(filters, window, rest, groups, weights, other);
    }

    @Override
    public String describe() {
        Description description = Description.of(KIND)
                .with(Conv.FILTERS, filters)
                .with(Conv.KERNEL, window.kernel())
                .with(Conv.STRIDE, window.stride())
                .with(PADDING, window.padding())
                .with(REST, rest)
                .with(Conv.DILATION, window.dilation())
                .with(Conv.GROUPS, groups);
        return weights.describe(description).toString() + fusion;
    }
}
