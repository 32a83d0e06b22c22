package dev.cnnc.compiler.observe;

import dev.cnnc.compiler.layer.BatchNorm;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.layer.LayerKind;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** A batch norm as it predicts, with its running statistics, which also has gradients. */
record FixedNorm(BatchNorm norm) implements Layer {

    @Override
    public LayerKind kind() {
        return norm.kind();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return norm.outputShape(inputs);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return norm.parameters(inputs);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        norm.lowerInference(emit);
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        Operation operation = emit.operation(FixedNormalization.class, emit.input(0), (float) norm.epsilon());
        emit.forward(operation, "forward", emit.x(0), emit.y(), emit.parameter("weight"), emit.parameter("bias"),
                emit.parameter("running_mean"), emit.parameter("running_var"));
        emit.backward(operation, "backward", emit.x(0), emit.dx(0), emit.accumulate(0), emit.dy(),
                emit.parameter("weight"), emit.parameter("bias"));
    }

    @Override
    public String describe() {
        return norm.describe();
    }
}
