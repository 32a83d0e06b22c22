package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code dropout(0.5)}: forgets some of its inputs at random while the network learns. */
public record Dropout(double rate) implements Layer {

    private static final Attribute<Double> RATE =
            Attribute.required("rate", NumberType.BELOW_ONE, "the share of elements that become zero");

    static final LayerKind KIND = LayerKind.named("dropout", LayerKind.Category.NORMALISATION)
            .summary("sets some elements to zero at random in training; does nothing in inference")
            .attributes(RATE)
            .shape("as the input")
            .formula("y = 0 with probability rate, else x / (1 - rate); in inference y = x")
            .example("""
                    input(28x28x1)
                    flatten
                    dense(100, activation = relu)
                    dropout(0.5)
                    dense(10)
                    """)
            .source("Srivastava et al., Dropout, 2014")
            .reads(attributes -> new Dropout(attributes.get(RATE)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public boolean isIdentityInInference() {
        return true;
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        emit.alias(0);
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, dev.cnnc.runtime.op.Dropout.class,
                emit.input(0).imageStride(), (float) rate, emit.stream());
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(RATE, rate).toString();
    }
}
