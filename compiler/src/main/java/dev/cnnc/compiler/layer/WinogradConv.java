package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.PooledWinogradConvolution;
import dev.cnnc.runtime.op.WinogradConvolution;
import java.util.List;

/**
 * A convolution by Winograd's algorithm. No user writes it: a pass puts it in the place of a {@link Conv} that
 * {@linkplain #suits suits} or, for inference, of a {@link PooledConv} of such a one.
 *
 * @param tile   outputs of a tile in each direction, 2 or 4
 * @param pooled whether of every 2x2 outputs only the largest is written
 */
public record WinogradConv(Conv conv, int tile, boolean pooled) implements Layer {

    private static final Extent KERNEL = Extent.square(3);

    /** Whether the algorithm can compute it: the kernel is 3x3, the stride and the dilation are 1, in one group. */
    public static boolean suits(Conv conv) {
        SlidingWindow window = conv.window();
        return window.kernel().equals(KERNEL) && window.stride().equals(Extent.ONE)
                && window.dilation().equals(Extent.ONE) && conv.groups() == 1;
    }

    @Override
    public LayerKind kind() {
        return conv.kind();
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape all = conv.outputShape(inputs);
        return pooled ? PooledConv.halved(all) : all;
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
        Class<?> operation = pooled ? PooledWinogradConvolution.class : WinogradConvolution.class;
        conv.fusion().lowerInference(emit, emit.operation(operation, arguments(emit.input(0), emit.output())));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        conv.fusion().lowerTraining(emit, emit.operation(WinogradConvolution.class,
                arguments(emit.input(0), emit.output())));
    }

    private Object[] arguments(Layout x, Layout y) {
        SlidingWindow.Placement placed =
                conv.window().over(new Shape(x.height(), x.width(), x.channels()), Conv.KERNEL.name());
        return new Object[] {x, y, (int) placed.top(), (int) placed.left(), tile, conv.tail()};
    }

    @Override
    public String describe() {
        return conv.describe() + (pooled ? " + maxpool" : "") + " by winograd " + tile + "x" + tile;
    }
}
