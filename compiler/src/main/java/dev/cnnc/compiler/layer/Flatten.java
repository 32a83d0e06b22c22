package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Copy;
import dev.cnnc.runtime.op.FlattenChw;
import dev.cnnc.runtime.op.Layout;
import java.util.List;

/**
 * {@code flatten}: an image becomes a vector.
 *
 * @param order {@code chw} or {@code hwc}, the outermost index first
 */
public record Flatten(String order) implements Layer {

    static final String CHANNELS_LAST = "hwc";

    static final Attribute<String> ORDER = Attribute.optional("order", WordType.of("chw", CHANNELS_LAST), "chw",
            "which index is the outermost: channels as in PyTorch (chw) or rows as in Keras (hwc)");

    static final LayerKind KIND = LayerKind.named("flatten", LayerKind.Category.SHAPE)
            .summary("makes a vector of an image")
            .attributes(ORDER)
            .shape("a vector of height * width * channels numbers")
            .formula("y[(c * height + i) * width + j] = x[i, j, c], or with order = hwc "
                    + "y[(i * width + j) * channels + c] = x[i, j, c]")
            .example("""
                    input(28x28x1)
                    conv(8, 3x3)
                    flatten
                    dense(10)
                    """)
            .reads(attributes -> new Flatten(attributes.get(ORDER)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.vector(inputs.get(0).size());
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return shapes.get(0).isVector() ? inputs.get(0) : inputs.get(0).ofEach();
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        if (keepsOrder(emit.input(0))) {
            emit.alias(0);
        } else {
            UnaryLowering.infer(emit, FlattenChw.class, emit.input(0));
        }
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        if (keepsOrder(emit.input(0))) {
            UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, Copy.class, emit.input(0).imageStride());
        } else {
            UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, FlattenChw.class, emit.input(0));
        }
    }

    /** Tensors lie in memory as height, width, channels. */
    private boolean keepsOrder(Layout image) {
        return order.equals(CHANNELS_LAST) || isOrderless(image);
    }

    /** Whether both orders are the same. */
    static boolean isOrderless(Layout image) {
        return image.channels() == 1 || image.pixels() == 1;
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(ORDER, order).toString();
    }
}
