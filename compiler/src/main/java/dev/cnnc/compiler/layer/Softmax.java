package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code softmax}: turns scores into probabilities, over the channels of each pixel. */
public record Softmax() implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Softmax.class;

    static final LayerKind KIND = LayerKind.named("softmax", LayerKind.Category.ACTIVATION)
            .summary("turns scores into probabilities that sum up to one, over the channels of each pixel")
            .shape("as the input")
            .formula("y[c] = exp(x[c]) / sum over k of exp(x[k])")
            .example("""
                    input(28x28x1)
                    flatten
                    dense(10)
                    softmax
                    """)
            .reads(attributes -> new Softmax());

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return ValueRange.DISTRIBUTION;
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, OPERATION, emit.input(0));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.OUTPUT, OPERATION, emit.input(0));
    }

    @Override
    public String describe() {
        return KIND.name();
    }
}
