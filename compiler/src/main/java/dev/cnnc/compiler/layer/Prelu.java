package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.ParametricRelu;
import java.util.List;

/**
 * {@code prelu}: ReLU with a slope below zero that is learnt.
 *
 * @param shared whether all channels have the same one
 */
public record Prelu(boolean shared, Initialiser initialiser) implements Layer {

    private static final Attribute<Boolean> SHARED = Attribute.optional(
            "shared", TruthType.TRUTH, false, "whether all channels have one slope, instead of one each");
    private static final Attribute<Initialiser> INITIALISER = Attribute.optional("initialiser", InitialiserType.TYPE,
            new Initialiser("constant", 0.25, 0, 0, 0), "how the slopes begin");

    static final LayerKind KIND = Elementwise.declare("prelu")
            .summary("ReLU with a slope below zero that is learnt, for each channel or for all")
            .attributes(SHARED, INITIALISER)
            .formula("y = x where x > 0, else weight[c] * x")
            .source("He et al., Delving deep into rectifiers, 2015, arXiv:1502.01852; without weight decay, as there")
            .reads(attributes -> new Prelu(attributes.get(SHARED), attributes.get(INITIALISER)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        long slopes = shared ? 1 : inputs.get(0).channels();
        return List.of(new Parameter("weight", List.of(slopes), initialiser.withFans(1, 1), true, false));
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        Operation operation = emit.operation(ParametricRelu.class, emit.input(0), shared);
        Operand slot = emit.slot();
        emit.prepare(operation, "pack", slot, emit.parameter("weight"));
        emit.run(operation, "infer", emit.x(0), emit.y(), slot);
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        Operation operation = emit.operation(ParametricRelu.class, emit.input(0), shared);
        Operand weight = emit.parameter("weight");
        emit.repeatable(operation, "forward", emit.x(0), emit.y(), weight);
        emit.backward(
                operation, "backward", emit.x(0), Operand.NONE, emit.dx(0), emit.accumulate(0), emit.dy(), weight);
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(SHARED, shared).with(INITIALISER, initialiser).toString();
    }
}
