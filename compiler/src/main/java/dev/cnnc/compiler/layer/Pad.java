package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code pad([[0, 1], [0, 1]])}: zeros around the image. */
public record Pad(Padding padding) implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Pad.class;

    private static final Attribute<Padding> PADDING =
            Attribute.required("padding", Padding.EDGES, "rows and columns of zeros around the image");

    static final LayerKind KIND = LayerKind.named("pad", LayerKind.Category.SHAPE)
            .summary("puts rows and columns of zeros around an image")
            .attributes(PADDING)
            .shape("height + top + bottom, width + left + right; channels stay")
            .formula("y[i, j, c] = x[i - top, j - left, c], and 0 outside of x")
            .example("""
                    input(28x28x1)
                    pad([[0, 1], [0, 1]])
                    conv(8, 3x3, stride = 2)  relu
                    flatten  dense(10)
                    """)
            .source("Keras calls it ZeroPadding2D, PyTorch ZeroPad2d")
            .reads(attributes -> new Pad(attributes.get(PADDING)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape image = inputs.get(0);
        return new Shape(
                Math.addExact(image.height(), Math.addExact(padding.top(), padding.bottom())),
                Math.addExact(image.width(), Math.addExact(padding.left(), padding.right())), image.channels());
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0).ofEach();
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(
                emit, OPERATION, emit.input(0), emit.output(), (int) padding.top(), (int) padding.left());
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, OPERATION, emit.input(0), emit.output(),
                (int) padding.top(), (int) padding.left());
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(PADDING, padding).toString();
    }
}
