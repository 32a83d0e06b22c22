package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.GroupNormalization;
import java.util.List;

/** {@code instance_norm}: every channel of each image to mean 0 and variance 1. */
public record InstanceNorm(double epsilon, ChannelAffine affine) implements Layer {

    static final LayerKind KIND = LayerKind.named("instance_norm", LayerKind.Category.NORMALISATION)
            .summary("instance normalisation: every channel of each image to mean 0 and variance 1")
            .attributes(ChannelAffine.EPSILON, ChannelAffine.SCALE, ChannelAffine.SHIFT)
            .shape("as the input")
            .formula("y = (x - mean) / sqrt(variance + epsilon) * weight + bias, with the mean and variance over the "
                    + "pixels of the channel, of each image by itself")
            .example("""
                    input(32x32x3, scale = 1/255)
                    conv(16, 3x3, bias = false)  instance_norm  relu
                    global_avgpool  dense(10)
                    """)
            .source("Ulyanov, Vedaldi and Lempitsky, Instance normalization, 2016, arXiv:1607.08022; PyTorch learns no "
                    + "factor and summand by default")
            .reads(attributes ->
                    new InstanceNorm(attributes.get(ChannelAffine.EPSILON), ChannelAffine.read(attributes)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.get(0).isVector()) {
            throw new LayerException(DiagnosticCode.SHAPE_MISMATCH,
                    "instance_norm needs more than one pixel, found " + inputs.get(0),
                    "a channel of one number has no variance; layer_norm normalises a vector", "");
        }
        return inputs.get(0);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return affine.parameters(inputs.get(0).channels());
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        ChannelAffine.infer(
                emit,
                emit.operation(GroupNormalization.class, emit.input(0), emit.input(0).channels(), (float) epsilon));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        ChannelAffine.train(
                emit,
                emit.operation(GroupNormalization.class, emit.input(0), emit.input(0).channels(), (float) epsilon));
    }

    @Override
    public String describe() {
        return affine.describe(Description.of(KIND).with(ChannelAffine.EPSILON, epsilon)).toString();
    }
}
