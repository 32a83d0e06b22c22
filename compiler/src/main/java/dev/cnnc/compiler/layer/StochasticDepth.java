package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code stochastic_depth(0.2)}: at the end of a residual's body, lets images skip it while the network learns. */
public record StochasticDepth(double rate) implements Layer {

    private static final Attribute<Double> RATE =
            Attribute.required("rate", NumberType.BELOW_ONE, "the share of images whose tensor becomes zero");

    static final LayerKind KIND = LayerKind.named("stochastic_depth", LayerKind.Category.NORMALISATION)
            .summary("lets images skip a residual at random in training; does nothing in inference")
            .attributes(RATE)
            .shape("as the input")
            .formula("y = 0 with probability rate, else x / (1 - rate), for each image as a whole; in inference y = x")
            .example("""
                    input(32x32x3, scale = 1/255)
                    conv(16, 3x3, padding = same)  relu
                    residual {
                      conv(16, 3x3, padding = same, bias = false)  bn
                      stochastic_depth(0.2)
                    }
                    relu
                    global_avgpool  dense(10)
                    """)
            .source("Huang et al., Deep networks with stochastic depth, 2016, arXiv:1603.09382, with the division in "
                    + "training instead of a factor in inference")
            .reads(attributes -> new StochasticDepth(attributes.get(RATE)));

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
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, dev.cnnc.runtime.op.StochasticDepth.class,
                emit.input(0).imageStride(), (float) rate, emit.stream());
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(RATE, rate).toString();
    }
}
