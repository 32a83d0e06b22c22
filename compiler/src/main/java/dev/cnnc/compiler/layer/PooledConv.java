package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.PooledConvolution;
import java.util.List;

/**
 * A convolution and the max pool of 2x2 behind it, which writes of every four pixels the largest. No user writes it: a
 * pass puts it in the place of two layers that {@linkplain #suits suit}. For inference only.
 */
public record PooledConv(Conv conv) implements Layer {

    private static final Extent WINDOW = Extent.square(2);
    /** Filters that are whole panels of register tiles, with every length of vectors. */
    private static final int PANEL = 32;

    /**
     * Whether they can be computed together.
     *
     * @param image what the convolution leaves
     */
    public static boolean suits(Conv conv, MaxPool pool, Shape image) {
        SlidingWindow window = pool.window();
        if (!window.kernel().equals(WINDOW) || !window.stride().equals(WINDOW)) {
            return false;
        }
        SlidingWindow.Placement placed = window.over(image, Pool.SIZE.name());
        return placed.top() == 0 && placed.left() == 0 && placed.height() == image.height() / 2
                && placed.width() == image.width() / 2 && conv.groups() == 1 && conv.filters() % PANEL == 0
                && conv.tail().activation().clamps() && !conv.tail().residual();
    }

    @Override
    public LayerKind kind() {
        return conv.kind();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return halved(conv.outputShape(inputs));
    }

    static Shape halved(Shape image) {
        return new Shape(image.height() / 2, image.width() / 2, image.channels());
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return conv.parameters(inputs);
    }

    @Override
    public long macs(List<Shape> inputs, Shape output) {
        return conv.macs(inputs, conv.outputShape(inputs));
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        List<Object> arguments = conv.window().dilatedArguments(emit.input(0), emit.output());
        arguments.add(conv.tail());
        conv.fusion().lowerInference(emit, emit.operation(PooledConvolution.class, arguments.toArray()));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        throw new UnsupportedOperationException("a pool is fused for predictions alone");
    }

    @Override
    public String describe() {
        return conv.describe() + " + maxpool";
    }
}
