package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.PackedScale;
import dev.cnnc.runtime.op.Tail;
import java.util.Optional;

/**
 * What passes have moved into a product layer, and the calls that all product operations share.
 *
 * @param epsilon of the batch norm that is folded into the packed weights
 * @param factor  that they are multiplied with, 1 for none; the norm comes first
 */
public record Fusion(Tail tail, Optional<Double> epsilon, double factor) {

    static final Fusion NONE = new Fusion(Tail.NONE, Optional.empty(), 1);

    Fusion withTail(Tail other) {
        return new Fusion(other, epsilon, factor);
    }

    Fusion withNormalisation(double other) {
        return new Fusion(tail, Optional.of(other), factor);
    }

    Fusion withFactor(double other) {
        return new Fusion(tail, epsilon, factor * other);
    }

    void lowerInference(InferenceEmitter emit, Operation operation) {
        Operand slot = emit.slot();
        if (epsilon.isPresent()) {
            emit.prepare(operation, "packFolded", slot, emit.parameter("weight"), emit.parameter("bias"),
                    emit.parameter("norm.weight"), emit.parameter("norm.bias"), emit.parameter("norm.running_mean"),
                    emit.parameter("norm.running_var"), Operand.literal(epsilon.get().floatValue()));
        } else {
            emit.prepare(operation, "pack", slot, emit.parameter("weight"), emit.parameter("bias"));
        }
        if (factor != 1) {
            emit.prepare(emit.operation(PackedScale.class, (float) factor), "apply", slot);
        }
        if (tail.residual()) {
            emit.run(operation, "infer", emit.x(0), emit.replaceable(1), emit.y(), slot);
        } else {
            emit.run(operation, "infer", emit.x(0), emit.y(), slot);
        }
    }

    void lowerTraining(TrainingEmitter emit, Operation operation) {
        Operand weight = emit.parameter("weight");
        Operand bias = emit.parameter("bias");
        // The sums are not needed to go back; the result is where an activation's derivative follows from it.
        Operand output = tail.activation() == ActivationKind.NONE ? Operand.NONE : emit.savedY();
        emit.forward(operation, "forward", emit.x(0), emit.y(), weight, bias);
        if (emit.frozen()) {
            emit.backward(operation, "backwardFrozen", output, emit.dx(0), emit.accumulate(0), emit.dy(), weight);
        } else {
            emit.backward(operation, "backward", emit.x(0), output, emit.dx(0), emit.accumulate(0), emit.dy(), weight,
                    bias);
        }
    }

    /** What the user did not write, for dumps of the graph: {@code  + bn + scale + residual + relu}. */
    @Override
    public String toString() {
        return (epsilon.isPresent() ? " + bn" : "")
                + (factor != 1 ? " + scale" : "")
                + TailedLayer.describe(tail);
    }
}
