package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.LossInfo;
import dev.cnnc.runtime.op.Copy;
import java.util.List;
import java.util.Optional;

/**
 * {@code output(loss = mse, weight = 0.3)}: the tensor before it is a result of the model. Elaboration takes it out of
 * the network and keeps what it says.
 *
 * @param loss      empty for that of the train section
 * @param auxiliary whether predictions leave it out; empty for what its place in the model says
 */
public record Output(Optional<LossInfo> loss, double weight, Optional<Boolean> auxiliary) implements Layer {

    private static final Attribute<LossInfo> LOSS = Attribute.following(
            "loss", LossType.OR_NONE, "that of the train section", "what training minimises");
    private static final Attribute<Double> WEIGHT =
            Attribute.optional("weight", NumberType.NOT_NEGATIVE, 1.0, "the factor on this loss in the sum of all");
    private static final Attribute<Boolean> AUXILIARY = Attribute.following("auxiliary", TruthType.TRUTH,
            "true in a side path, else false", "whether training alone computes it");

    static final LayerKind KIND = LayerKind.named("output", LayerKind.Category.ENDS)
            .summary("marks the tensor before it as an output of the model; a label on it is the output's name")
            .attributes(LOSS, WEIGHT, AUXILIARY)
            .shape("as the input")
            .formula("loss = sum over outputs of weight * loss of the output")
            .example("""
                    input(28x28x1)
                    conv(8, 3x3, stride = 2)  relu
                    features: conv(16, 3x3)  relu
                    side {
                      global_avgpool  dense(10)
                      early: output(weight = 0.3)
                    }
                    flatten  dense(10)  softmax
                    answer: output
                    """)
            .source("Szegedy et al., Going deeper with convolutions, 2014: auxiliary classifiers of weight 0.3")
            .reads(attributes -> new Output(attributes.find(LOSS), attributes.get(WEIGHT), attributes.find(AUXILIARY)));

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
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, Copy.class, emit.input(0).imageStride());
    }

    @Override
    public String describe() {
        Description description = Description.of(KIND);
        loss.ifPresent(value -> description.with(LOSS, value));
        description.with(WEIGHT, weight);
        auxiliary.ifPresent(value -> description.with(AUXILIARY, value));
        return description.toString();
    }
}
