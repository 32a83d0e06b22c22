package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.GroupNormalization;
import java.util.List;

/** {@code group_norm(8)}: groups of channels of each image to mean 0 and variance 1. */
public record GroupNorm(long groups, double epsilon, ChannelAffine affine) implements Layer {

    private static final Attribute<Long> GROUPS =
            Attribute.required("groups", WholeType.POSITIVE, "parts into which the channels are split");

    static final LayerKind KIND = LayerKind.named("group_norm", LayerKind.Category.NORMALISATION)
            .summary("group normalisation: groups of channels of each image to mean 0 and variance 1")
            .attributes(GROUPS, ChannelAffine.EPSILON, ChannelAffine.SCALE, ChannelAffine.SHIFT)
            .shape("as the input")
            .formula("y = (x - mean) / sqrt(variance + epsilon) * weight + bias, with the mean and variance over the "
                    + "pixels and the channels of the group, of each image by itself")
            .example("""
                    input(32x32x3, scale = 1/255)
                    conv(16, 3x3, bias = false)  group_norm(4)  relu
                    global_avgpool  dense(10)
                    """)
            .source("Wu and He, Group normalization, 2018, arXiv:1803.08494")
            .reads(attributes -> new GroupNorm(attributes.get(GROUPS), attributes.get(ChannelAffine.EPSILON),
                    ChannelAffine.read(attributes)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape image = inputs.get(0);
        if (image.channels() % groups != 0) {
            throw Conv.indivisible(groups, image.channels(), "channels of its input");
        }
        return image;
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return affine.parameters(inputs.get(0).channels());
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        ChannelAffine.infer(
                emit, emit.operation(GroupNormalization.class, emit.input(0), (int) groups, (float) epsilon));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        ChannelAffine.train(
                emit, emit.operation(GroupNormalization.class, emit.input(0), (int) groups, (float) epsilon));
    }

    @Override
    public String describe() {
        return affine.describe(Description.of(KIND).with(GROUPS, groups).with(ChannelAffine.EPSILON, epsilon))
                .toString();
    }
}
