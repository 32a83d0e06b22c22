package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.Permute;
import java.util.List;

/** {@code channel_shuffle(2)}: the channels of several groups take turns. */
public record ChannelShuffle(long groups) implements Layer {

    private static final Attribute<Long> GROUPS = Attribute.required(
            Conv.GROUPS.name(), WholeType.POSITIVE, "parts into which the channels are split");

    static final LayerKind KIND = LayerKind.named("channel_shuffle", LayerKind.Category.SHAPE)
            .summary("mixes the channels of groups: the first of each group, then the second of each, and so on")
            .attributes(GROUPS)
            .shape("as the input; groups divides its channels")
            .formula("y[i, j, k * groups + g] = x[i, j, g * channels / groups + k]")
            .example("""
                    input(32x32x3)
                    conv(16, 3x3)  relu
                    conv(16, 1x1, groups = 2, bias = false)  bn  relu
                    channel_shuffle(2)
                    conv(16, 1x1, groups = 2)  relu
                    global_avgpool  dense(10)
                    """)
            .source("Zhang et al., ShuffleNet, 2017, arXiv:1707.01083")
            .reads(attributes -> new ChannelShuffle(attributes.get(GROUPS)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.get(0).channels() % groups != 0) {
            throw Conv.indivisible(groups, inputs.get(0).channels(), "channels of its input");
        }
        return inputs.get(0);
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, Permute.class, arguments(emit.input(0)));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, Permute.class, arguments(emit.input(0)));
    }

    /** Each pixel is a matrix of groups by channels, which is transposed. */
    private Object[] arguments(Layout x) {
        int each = x.channels() / (int) groups;
        return new Object[] {new Layout(x.pixels(), each, (int) groups), x.channels(), 1, each};
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(GROUPS, groups).toString();
    }
}
