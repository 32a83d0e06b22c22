package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.tensor.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a normalisation learns: a factor and a summand for each channel. Also the calls of the operations that normalise
 * each image by itself, which are alike.
 *
 * @param scale whether there is a {@code weight} for each channel
 * @param shift whether there is a {@code bias} for each channel
 */
record ChannelAffine(boolean scale, boolean shift) {

    static final Attribute<Double> EPSILON = Attribute.optional(
            "epsilon", NumberType.POSITIVE, 1e-5, "added to the variance, so that nothing is divided by zero");
    static final Attribute<Boolean> SCALE =
            Attribute.optional("scale", TruthType.TRUTH, true, "whether a factor for each channel is learnt");
    static final Attribute<Boolean> SHIFT =
            Attribute.optional("shift", TruthType.TRUTH, true, "whether a summand for each channel is learnt");

    static ChannelAffine read(Attributes attributes) {
        return new ChannelAffine(attributes.get(SCALE), attributes.get(SHIFT));
    }

    List<Parameter> parameters(long channels) {
        List<Parameter> parameters = new ArrayList<>();
        if (scale) {
            parameters.add(new Parameter("weight", List.of(channels), Initialiser.ONES, true, false));
        }
        if (shift) {
            parameters.add(new Parameter("bias", List.of(channels), Initialiser.ZEROS, true, false));
        }
        return parameters;
    }

    static void infer(InferenceEmitter emit, Operation operation) {
        Operand slot = emit.slot();
        emit.prepare(operation, "pack", slot, emit.parameter("weight"), emit.parameter("bias"));
        emit.run(operation, "infer", emit.x(0), emit.y(), slot);
    }

    static void train(TrainingEmitter emit, Operation operation) {
        Operand weight = emit.parameter("weight");
        Operand bias = emit.parameter("bias");
        emit.repeatable(operation, "forward", emit.x(0), emit.y(), weight, bias);
        emit.backward(operation, "backward", emit.x(0), Operand.NONE, emit.dx(0), emit.accumulate(0), emit.dy(), weight,
                bias);
    }

    Description describe(Description description) {
        return description.with(SCALE, scale).with(SHIFT, shift);
    }
}
