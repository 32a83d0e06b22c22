package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code global_avgpool}: the mean of every channel. */
public record GlobalAvgPool() implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.GlobalAvgPool.class;

    static final LayerKind KIND = LayerKind.named("global_avgpool", LayerKind.Category.POOLING)
            .summary("the mean of every channel")
            .shape("a vector with one number for each channel")
            .formula("y[c] = mean over i, j of x[i, j, c]")
            .example("""
                    input(32x32x3)
                    conv(16, 3x3)  relu
                    global_avgpool
                    dense(10)
                    """)
            .source("Lin, Chen and Yan, Network in network, 2013, arXiv:1312.4400")
            .reads(attributes -> new GlobalAvgPool());

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.vector(inputs.get(0).channels());
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, OPERATION, emit.input(0));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, OPERATION, emit.input(0));
    }

    @Override
    public String describe() {
        return KIND.name();
    }
}
