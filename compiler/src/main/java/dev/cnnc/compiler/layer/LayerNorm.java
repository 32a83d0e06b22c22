package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.LayerNormalization;
import java.util.List;

/** {@code layer_norm}: the channels of every pixel to mean 0 and variance 1. */
public record LayerNorm(double epsilon, ChannelAffine affine) implements Layer {

    static final LayerKind KIND = LayerKind.named("layer_norm", LayerKind.Category.NORMALISATION)
            .summary("layer normalisation: the channels of every pixel to mean 0 and variance 1, "
                    + "then a learnt factor and summand")
            .attributes(ChannelAffine.EPSILON, ChannelAffine.SCALE, ChannelAffine.SHIFT)
            .shape("as the input")
            .formula("y = (x - mean) / sqrt(variance + epsilon) * weight + bias, with the mean and variance over the "
                    + "channels of the pixel; group_norm(1) is the one over the whole image")
            .example("""
                    input(32x32x3, scale = 1/255)
                    conv(16, 3x3, bias = false)  layer_norm  relu
                    global_avgpool  dense(10)
                    """)
            .source("Ba, Kiros and Hinton, Layer normalization, 2016, arXiv:1607.06450; over channels as in Keras and "
                    + "ConvNeXt (Liu et al., 2022, arXiv:2201.03545)")
            .reads(attributes ->
                    new LayerNorm(attributes.get(ChannelAffine.EPSILON), ChannelAffine.read(attributes)));

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
        return affine.parameters(inputs.get(0).channels());
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        ChannelAffine.infer(emit, emit.operation(LayerNormalization.class, emit.input(0), (float) epsilon));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        ChannelAffine.train(emit, emit.operation(LayerNormalization.class, emit.input(0), (float) epsilon));
    }

    @Override
    public String describe() {
        return affine.describe(Description.of(KIND).with(ChannelAffine.EPSILON, epsilon)).toString();
    }
}
