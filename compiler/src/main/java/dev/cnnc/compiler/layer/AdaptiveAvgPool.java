package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code adaptive_avgpool(7)}: average pooling to that size, whatever the image's. */
public record AdaptiveAvgPool(Extent size) implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.AdaptiveAvgPool.class;

    private static final Attribute<Extent> SIZE =
            Attribute.required("size", Extent.STEP, "what comes out, height x width");

    static final LayerKind KIND = LayerKind.named("adaptive_avgpool", LayerKind.Category.POOLING)
            .summary("average pooling to a given size, whatever the image's")
            .attributes(SIZE)
            .shape("height and width are the size; channels stay")
            .formula("y[i, j, c] = mean of x[u, v, c] over the rows u from floor(i * H / h) to "
                    + "ceil((i + 1) * H / h) - 1 and the columns v likewise, for an image of height H and a size of "
                    + "height h")
            .example("""
                    input(30x26x3)
                    conv(8, 3x3)  relu
                    adaptive_avgpool(6)
                    flatten  dense(10)
                    """)
            .source("the windows are those of PyTorch's AdaptiveAvgPool2d; they overlap where the sizes do not divide")
            .reads(attributes -> new AdaptiveAvgPool(attributes.get(SIZE)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return new Shape(size.height(), size.width(), inputs.get(0).channels());
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, OPERATION, emit.input(0), emit.output());
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, OPERATION, emit.input(0), emit.output());
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(SIZE, size).toString();
    }
}
