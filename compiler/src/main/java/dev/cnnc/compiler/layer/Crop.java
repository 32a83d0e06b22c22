package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code crop(2)}: the image without some rows and columns at its edges. */
public record Crop(Padding cropping) implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Crop.class;

    private static final Attribute<Padding> CROPPING =
            Attribute.required("cropping", Padding.EDGES, "rows and columns that are cut off");

    static final LayerKind KIND = LayerKind.named("crop", LayerKind.Category.SHAPE)
            .summary("cuts rows and columns off the edges of an image")
            .attributes(CROPPING)
            .shape("height - top - bottom, width - left - right; channels stay")
            .formula("y[i, j, c] = x[i + top, j + left, c]")
            .example("""
                    input(28x28x1)
                    crop(2)
                    conv(8, 3x3, stride = 2)  relu
                    flatten  dense(10)
                    """)
            .source("Keras calls it Cropping2D")
            .reads(attributes -> new Crop(attributes.get(CROPPING)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape image = inputs.get(0);
        long height = Math.subtractExact(image.height(), Math.addExact(cropping.top(), cropping.bottom()));
        long width = Math.subtractExact(image.width(), Math.addExact(cropping.left(), cropping.right()));
        if (height < 1 || width < 1) {
            throw new LayerException(DiagnosticCode.OUT_OF_RANGE,
                    "cutting off " + Padding.EDGES.write(cropping) + " leaves nothing of the " + image.height() + "x"
                            + image.width() + " input",
                    "", CROPPING.name());
        }
        return new Shape(height, width, image.channels());
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(
                emit, OPERATION, emit.input(0), emit.output(), (int) cropping.top(), (int) cropping.left());
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, OPERATION, emit.input(0), emit.output(),
                (int) cropping.top(), (int) cropping.left());
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(CROPPING, cropping).toString();
    }
}
