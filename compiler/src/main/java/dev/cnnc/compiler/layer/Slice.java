package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.SliceChannels;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code slice(0, 58)}: some of the channels.
 *
 * @param begin the first that is taken
 * @param end   the first behind them that is not; empty for all that are left
 */
public record Slice(long begin, OptionalLong end) implements Layer {

    private static final Attribute<Long> BEGIN =
            Attribute.optional("begin", WholeType.NOT_NEGATIVE, 0L, "the first channel that is taken, counted from 0");
    private static final Attribute<Long> END = Attribute.following(
            "end", WholeType.POSITIVE, "the number of channels", "the first channel behind them that is not taken");

    static final LayerKind KIND = LayerKind.named("slice", LayerKind.Category.SHAPE)
            .summary("takes some of the channels")
            .attributes(BEGIN, END)
            .shape("height and width stay; channels are end - begin")
            .formula("y[i, j, c] = x[i, j, begin + c]")
            .example("""
                    input(32x32x3)
                    conv(16, 3x3)
                    features: relu
                    kept: features -> slice(0, 8)
                    features -> slice(8)  conv(8, 3x3, padding = same)
                    changed: relu
                    kept, changed -> concat
                    global_avgpool  dense(10)
                    """)
            .source("the channel split of Ma et al., ShuffleNet v2, 2018, arXiv:1807.11164")
            .reads(Slice::read);

    private static Slice read(Attributes attributes) {
        long begin = attributes.get(BEGIN);
        OptionalLong end = attributes.find(END).map(OptionalLong::of).orElse(OptionalLong.empty());
        if (end.isPresent() && end.getAsLong() <= begin) {
            throw new LayerException(DiagnosticCode.OUT_OF_RANGE,
                    "there is no channel from " + begin + " to before " + end.getAsLong(), "end must be above begin",
                    END.name());
        }
        return new Slice(begin, end);
    }

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape image = inputs.get(0);
        long last = end.orElse(image.channels());
        if (last > image.channels() || begin >= image.channels()) {
            throw new LayerException(DiagnosticCode.OUT_OF_RANGE,
                    "the input has " + image.channels() + " channels, too few for a slice "
                            + (end.isPresent() ? "to before channel " + last : "that begins at channel " + begin),
                    "channels are counted from 0", end.isPresent() ? END.name() : BEGIN.name());
        }
        return new Shape(image.height(), image.width(), last - begin);
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0).ofEach();
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, SliceChannels.class, emit.input(0), (int) begin, emit.output().channels());
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, SliceChannels.class, emit.input(0), (int) begin,
                emit.output().channels());
    }

    @Override
    public String describe() {
        Description description = Description.of(KIND).with(BEGIN, begin);
        end.ifPresent(last -> description.with(END, last));
        return description.toString();
    }
}
