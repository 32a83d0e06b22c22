package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code scale(0.17)}: every element times a constant, as for an arm of a residual. */
public record Scale(double factor) implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Scale.class;

    private static final Attribute<Double> FACTOR =
            Attribute.required("factor", NumberType.ANY, "what every element is multiplied with");

    static final LayerKind KIND = LayerKind.named("scale", LayerKind.Category.JOIN)
            .summary("multiplies every element with a constant, as an arm of a residual is held small")
            .attributes(FACTOR)
            .shape("as the input")
            .formula("y = factor * x")
            .example("""
                    input(32x32x3)
                    conv(16, 3x3)  relu
                    residual {
                      conv(16, 3x3, padding = same)
                      scale(0.17)
                    }
                    relu  global_avgpool  dense(10)
                    """)
            .source("Szegedy et al., Inception-v4, Inception-ResNet and the impact of residual connections on "
                    + "learning, 2016, arXiv:1602.07261, section 3.3")
            .reads(attributes -> new Scale(attributes.get(FACTOR)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, OPERATION, (float) factor, emit.input(0).imageStride());
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(
                emit, UnaryLowering.Saved.NOTHING, OPERATION, (float) factor, emit.input(0).imageStride());
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(FACTOR, factor).toString();
    }
}
