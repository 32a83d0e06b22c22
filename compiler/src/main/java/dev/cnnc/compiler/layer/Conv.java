package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Convolution;
import dev.cnnc.runtime.op.Layout;
import java.math.BigInteger;
import java.util.List;

/** {@code conv(64, 3x3, stride = 2)}: a convolution, dilated and in groups if asked. */
public record Conv(long filters, SlidingWindow window, long groups, WeightSpec weights, Fusion fusion)
        implements ProductLayer, Windowed {

    static final Attribute<Long> FILTERS =
            Attribute.required("filters", WholeType.POSITIVE, "how many feature maps come out");
    static final Attribute<Extent> KERNEL =
            Attribute.required("kernel", Extent.WINDOW, "the window, height x width");
    static final Attribute<Extent> STRIDE =
            Attribute.optional("stride", Extent.STEP, Extent.ONE, "the step between windows");
    static final Attribute<Padding> PADDING =
            Attribute.optional("padding", Padding.TYPE, Padding.VALID, "zeros around the image");
    static final Attribute<Extent> DILATION =
            Attribute.optional("dilation", Extent.STEP, Extent.ONE, "the step between the pixels of a window");
    static final Attribute<Long> GROUPS = Attribute.optional("groups", WholeType.POSITIVE, 1L,
            "parts into which channels and filters are split, each convolved by itself");

    private static final long MOST_CHANNELS_TO_SEARCH = 1 << 20;

    static final LayerKind KIND = WeightSpec.declare(LayerKind.named("conv", LayerKind.Category.PRODUCT)
                    .attributes(FILTERS, KERNEL, STRIDE, PADDING, DILATION, GROUPS))
            .summary("convolution: every filter is a small window of weights that slides over the image")
            .shape("height and width are (in + padding - reach) / stride + 1, rounded down, where reach is "
                    + "dilation * (kernel - 1) + 1; with padding = same, in / stride, rounded up; "
                    + "channels are the filters")
            .formula("y[i, j, f] = bias[f] + sum over u, v, c of "
                    + "x[i * stride + u * dilation - top, j * stride + v * dilation - left, c] * weight[f, c, u, v]")
            .example("""
                    input(28x28x1)
                    conv(32, 3x3, padding = same, activation = relu)
                    conv(64, 3x3, stride = 2, groups = 2, bias = false)
                    global_avgpool  dense(10)
                    """)
            .source("LeCun et al., Gradient-based learning applied to document recognition, 1998; weights as in "
                    + "PyTorch: filters, channels per group, kernel height, kernel width")
            .reads(Conv::read);

    private static Conv read(Attributes attributes) {
        long filters = attributes.get(FILTERS);
        long groups = attributes.get(GROUPS);
        if (filters % groups != 0) {
            throw indivisible(groups, filters, "filters");
        }
        return new Conv(filters, window(attributes), groups, WeightSpec.read(attributes), Fusion.NONE);
    }

    /** The window of a call of a convolution of any kind. */
    static SlidingWindow window(Attributes attributes) {
        return new SlidingWindow(attributes.get(KERNEL), attributes.get(STRIDE), attributes.get(PADDING),
                attributes.get(DILATION), false);
    }

    /** Of channels that are split and come out again. */
    static LayerException indivisible(long groups, long count, String what) {
        return indivisible(groups, count, what, divisors(groups, count, "a divisor of " + count));
    }

    /** Of channels that are split, as the filters are. */
    static LayerException indivisible(long groups, Shape image, long filters) {
        long common = BigInteger.valueOf(image.channels()).gcd(BigInteger.valueOf(filters)).longValue();
        return indivisible(groups, image.channels(), "channels of its input",
                divisors(groups, common, "a divisor of " + image.channels() + " and of " + filters));
    }

    private static LayerException indivisible(long groups, long count, String what, String wanted) {
        return new LayerException(DiagnosticCode.INDIVISIBLE,
                groups + " groups do not divide the " + count + " " + what + " into equal parts",
                "groups must be " + wanted, GROUPS.name());
    }

    /** Names the divisors below and above, of numbers that layers have; of enormous ones the search would take long. */
    private static String divisors(long groups, long count, String wanted) {
        if (count > MOST_CHANNELS_TO_SEARCH) {
            return wanted;
        }
        long below = Math.min(groups, count);
        while (count % below != 0) {
            below--;
        }
        long above = Math.min(groups, count);
        while (count % above != 0) {
            above++;
        }
        return wanted + ", such as " + (below == above ? Long.toString(below) : below + " or " + above);
    }

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape image = inputs.get(0);
        if (image.channels() % groups != 0) {
            throw indivisible(groups, image, filters);
        }
        SlidingWindow.Placement placed = window.over(image, KERNEL.name());
        return new Shape(placed.height(), placed.width(), filters);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        long taps = window.kernel().area();
        long channels = inputs.get(0).channels() / groups;
        return weights.parameters(
                List.of(filters, channels, window.kernel().height(), window.kernel().width()),
                Math.multiplyExact(channels, taps), Math.multiplyExact(filters / groups, taps));
    }

    @Override
    public long macs(List<Shape> inputs, Shape output) {
        long taps = window.kernel().area();
        return Math.multiplyExact(output.size(), Math.multiplyExact(taps, inputs.get(0).channels() / groups));
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        fusion.lowerInference(emit, emit.operation(Convolution.class, arguments(emit.input(0), emit.output())));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        fusion.lowerTraining(emit, emit.operation(Convolution.class, arguments(emit.input(0), emit.output())));
    }

    private Object[] arguments(Layout x, Layout y) {
        List<Object> arguments = window.dilatedArguments(x, y);
        arguments.add((int) groups);
        arguments.add(fusion.tail());
        return arguments.toArray();
    }

    @Override
    public Conv withFusion(Fusion other) {
        return new Conv(filters, window, groups, weights, other);
    }

    @Override
    public String describe() {
        Description description = Description.of(KIND)
                .with(FILTERS, filters)
                .with(KERNEL, window.kernel())
                .with(STRIDE, window.stride())
                .with(PADDING, window.padding())
                .with(DILATION, window.dilation())
                .with(GROUPS, groups);
        return weights.describe(description).toString() + fusion;
    }
}
