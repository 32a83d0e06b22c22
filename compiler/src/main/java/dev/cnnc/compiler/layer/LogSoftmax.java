package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code log_softmax}: the logarithm of softmax, over the channels of each pixel. */
public record LogSoftmax() implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.LogSoftmax.class;

    static final LayerKind KIND = LayerKind.named("log_softmax", LayerKind.Category.ACTIVATION)
            .summary("the logarithm of softmax over the channels of each pixel, computed without a loss of digits")
            .shape("as the input")
            .formula("y[c] = x[c] - log(sum over k of exp(x[k]))")
            .example("""
                    input(28x28x1)
                    flatten
                    dense(10)
                    log_softmax
                    """)
            .reads(attributes -> new LogSoftmax());

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
