package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code spatial_dropout(0.2)}: forgets whole channels at random while the network learns. */
public record SpatialDropout(double rate) implements Layer {

    private static final Attribute<Double> RATE =
            Attribute.required("rate", NumberType.BELOW_ONE, "the share of channels that become zero");

    static final LayerKind KIND = LayerKind.named("spatial_dropout", LayerKind.Category.NORMALISATION)
            .summary("sets whole channels to zero at random in training; does nothing in inference")
            .attributes(RATE)
            .shape("as the input")
            .formula("y[i, j, c] = 0 for all pixels with probability rate, else x[i, j, c] / (1 - rate), for each "
                    + "image and channel anew; in inference y = x")
            .example("""
                    input(32x32x3, scale = 1/255)
                    conv(16, 3x3)  relu
                    spatial_dropout(0.2)
                    global_avgpool  dense(10)
                    """)
            .source("Tompson et al., Efficient object localization using convolutional networks, 2014, "
                    + "arXiv:1411.4280")
            .reads(attributes -> new SpatialDropout(attributes.get(RATE)));

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
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, dev.cnnc.runtime.op.SpatialDropout.class,
                emit.input(0), (float) rate, emit.stream());
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(RATE, rate).toString();
    }
}
