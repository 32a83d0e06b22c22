package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Copy;
import dev.cnnc.runtime.op.Layout;
import java.util.List;

/**
 * {@code reshape(7x7x64)}: the same numbers in another shape.
 *
 * @param order {@code chw} or {@code hwc}, the outermost index first
 */
public record Reshape(Shape shape, String order) implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Reshape.class;

    private static final Attribute<Shape> SHAPE =
            Attribute.required("shape", ImageType.TYPE, "the new height, width and channels");

    static final LayerKind KIND = LayerKind.named("reshape", LayerKind.Category.SHAPE)
            .summary("gives the same numbers another shape")
            .attributes(SHAPE, Flatten.ORDER)
            .shape("as given; it has as many numbers as the input")
            .formula("flatten(order) of y is flatten(order) of x: numbers are taken and put channel by channel, or "
                    + "with order = hwc pixel by pixel")
            .example("""
                    input(28x28x1)
                    flatten  dense(7 * 7 * 8)  relu
                    reshape(7x7x8)
                    conv(8, 3x3)  relu
                    global_avgpool  dense(10)
                    """)
            .source("PyTorch's view has order chw, Keras's Reshape has order hwc")
            .reads(attributes -> new Reshape(attributes.get(SHAPE), attributes.get(Flatten.ORDER)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = inputs.get(0);
        if (input.size() != shape.size()) {
            throw new LayerException(DiagnosticCode.SHAPE_MISMATCH,
                    "reshape keeps all numbers, but its input " + input + " has " + input.size() + " and " + shape
                            + " has " + shape.size(),
                    "", SHAPE.name());
        }
        return shape;
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0).ofEach();
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        if (keepsOrder(emit.input(0), emit.output())) {
            emit.alias(0);
        } else {
            UnaryLowering.infer(emit, OPERATION, emit.input(0), emit.output());
        }
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        if (keepsOrder(emit.input(0), emit.output())) {
            UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, Copy.class, emit.input(0).imageStride());
        } else {
            UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, OPERATION, emit.input(0), emit.output());
        }
    }

    private boolean keepsOrder(Layout x, Layout y) {
        return order.equals(Flatten.CHANNELS_LAST) || Flatten.isOrderless(x) && Flatten.isOrderless(y);
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(SHAPE, shape).with(Flatten.ORDER, order).toString();
    }
}
