package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** {@code pad_channels(after = 16)}: further channels that are zero everywhere. */
public record PadChannels(long before, long after) implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.PadChannels.class;

    private static final Attribute<Long> BEFORE =
            Attribute.optional("before", WholeType.NOT_NEGATIVE, 0L, "channels of zeros before those of the input");
    private static final Attribute<Long> AFTER =
            Attribute.optional("after", WholeType.NOT_NEGATIVE, 0L, "channels of zeros behind them");

    static final LayerKind KIND = LayerKind.named("pad_channels", LayerKind.Category.SHAPE)
            .summary("adds channels of zeros")
            .attributes(BEFORE, AFTER)
            .shape("height and width stay; channels are before + channels + after")
            .formula("y[i, j, :] = [0, …, x[i, j, :], …, 0]")
            .example("""
                    input(32x32x3)
                    conv(16, 3x3, padding = same)  relu
                    residual {
                      conv(32, 3x3, stride = 2, padding = same)  relu
                      conv(32, 3x3, padding = same)
                    } shortcut {
                      maxpool(1, stride = 2)  pad_channels(after = 16)
                    }
                    global_avgpool  dense(10)
                    """)
            .source("He et al., Deep residual learning, 2015, arXiv:1512.03385: option A, the shortcut without "
                    + "parameters")
            .reads(attributes -> new PadChannels(attributes.get(BEFORE), attributes.get(AFTER)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape image = inputs.get(0);
        return new Shape(image.height(), image.width(),
                Math.addExact(image.channels(), Math.addExact(before, after)));
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, OPERATION, emit.input(0), (int) before, (int) after);
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(
                emit, UnaryLowering.Saved.NOTHING, OPERATION, emit.input(0), (int) before, (int) after);
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(BEFORE, before).with(AFTER, after).toString();
    }
}
