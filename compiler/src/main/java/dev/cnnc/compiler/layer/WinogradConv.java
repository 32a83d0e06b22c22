package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.WinogradConvolution;
import java.util.List;

/**
 * A convolution by Winograd's algorithm. No user writes it: a pass puts it in the place of a
 * {@link Conv} that {@linkplain #suits suits}.
 *
 * @param tile outputs of a tile in each direction, 2 or 4
 */
public record WinogradConv(Conv conv, int tile) implements Layer {

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
        return conv.outputShape(inputs);
    }

    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        return conv.parameters(inputs);
    }

    @Override
    public long macs(List<Shape> inputs, Shape output) {
        return conv.macs(inputs, output);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        conv.fusion().lowerInference(emit, emit.operation(WinogradConvolution.class,
                arguments(emit.input(0), emit.output())));
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
        return conv.describe() + " by winograd " + tile + "x" + tile;
    }
}
