package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import java.util.List;

/**
 * {@code permute(whc)}: height, width and channels change places.
 *
 * @param order which of the input's directions become height, width and channels
 */
public record Permute(String order) implements Layer {

    private static final Class<?> OPERATION = dev.cnnc.runtime.op.Permute.class;

    private static final Attribute<String> ORDER = Attribute.required("order",
            WordType.of("whc", "hcw", "chw", "wch", "cwh"),
            "which of the input's height, width and channels become height, width and channels");

    static final LayerKind KIND = LayerKind.named("permute", LayerKind.Category.SHAPE)
            .summary("lets height, width and channels change places")
            .attributes(ORDER)
            .shape("the input's extents in that order: with whc width x height x channels")
            .formula("with whc y[j, i, c] = x[i, j, c], with chw y[c, i, j] = x[i, j, c], and so on")
            .example("""
                    input(28x20x1)
                    permute(whc)
                    conv(8, 3x3)  relu
                    global_avgpool  dense(10)
                    """)
            .reads(attributes -> new Permute(attributes.get(ORDER)));

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return new Shape(extent(inputs.get(0), 0), extent(inputs.get(0), 1), extent(inputs.get(0), 2));
    }

    private long extent(Shape image, int direction) {
        return switch (order.charAt(direction)) {
            case 'h' -> image.height();
            case 'w' -> image.width();
            default -> image.channels();
        };
    }

    /** Floats from one index of that direction of the output to the next, in the input. */
    private int step(Layout x, int direction) {
        return switch (order.charAt(direction)) {
            case 'h' -> x.rowStride();
            case 'w' -> x.channels();
            default -> 1;
        };
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0).ofEach();
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, OPERATION, arguments(emit.input(0), emit.output()));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(
                emit, UnaryLowering.Saved.NOTHING, OPERATION, arguments(emit.input(0), emit.output()));
    }

    private Object[] arguments(Layout x, Layout y) {
        return new Object[] {y, step(x, 0), step(x, 1), step(x, 2)};
    }

    @Override
    public String describe() {
        return Description.of(KIND).with(ORDER, order).toString();
    }
}
