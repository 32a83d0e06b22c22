package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.DepthwiseConvolution;
import dev.cnnc.runtime.op.Layout;
import java.util.List;

/**
 * {@code affine}: every channel times its learnt factor, plus its learnt summand. The runtime computes it as a depthwise
 * convolution with windows of one pixel.
 *
 * @param shift whether there is a summand
 */
public record Affine(boolean shift, Fusion fusion) implements ProductLayer {

    private static final SlidingWindow PIXEL =
            new SlidingWindow(Extent.ONE, Extent.ONE, Padding.VALID, Extent.ONE, false);

    static final LayerKind KIND = LayerKind.named("affine", LayerKind.Category.NORMALISATION)
            .summary("a learnt factor and summand for each channel: batch norm without its normalisation")
            .attributes(ChannelAffine.SHIFT)
            .shape("as the input")
            .formula("y[i, j, c] = x[i, j, c] * weight[c] + bias[c]; begins with ones and zeros, without weight decay; "
                    + "like those of a norm, its products are not counted as MACs")
            .example("""
                    input(28x28x1)
                    conv(6, 5x5)  tanh
                    avgpool(2)  affine  tanh
                    global_avgpool  dense(10)
                    """)
            .source("the subsampling of LeCun, Bottou, Bengio and Haffner, Gradient-based learning applied to document "
                    + "recognition, 1998; Caffe calls it Scale")
            .reads(attributes -> new Affine(attributes.get(ChannelAffine.SHIFT), Fusion.NONE));

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
        return new ChannelAffine(true, shift).parameters(inputs.get(0).channels());
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        fusion.lowerInference(
                emit, emit.operation(DepthwiseConvolution.class, arguments(emit.input(0), emit.output())));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        fusion.lowerTraining(
                emit, emit.operation(DepthwiseConvolution.class, arguments(emit.input(0), emit.output())));
    }

    private Object[] arguments(Layout x, Layout y) {
        List<Object> arguments = PIXEL.dilatedArguments(x, y);
        arguments.add(fusion.tail());
        return arguments.toArray();
    }

    @Override
    public Affine withFusion(Fusion other) {
        return new Affine(shift, other);
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(ChannelAffine.SHIFT, shift).toString() + fusion;
    }
}
