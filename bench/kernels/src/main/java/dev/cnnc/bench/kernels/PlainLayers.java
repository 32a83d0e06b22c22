package dev.cnnc.bench.kernels;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Activation;
import dev.cnnc.runtime.op.AvgPool;
import dev.cnnc.runtime.op.BatchNormalization;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.MaxPool;
import dev.cnnc.runtime.op.Softmax;
import dev.cnnc.runtime.op.Tail;
import dev.cnnc.runtime.op.UnaryOperation;
import dev.cnnc.runtime.op.Workspace;
import java.util.function.Function;

/** Layers without products: an operation or two for each number that goes in. */
final class PlainLayers {

    private PlainLayers() {}

    static LayerCase.Spec maxPool(int size, int channels, int window) {
        Layout x = new Layout(size, size, channels);
        Layout y = new Layout(size / window, size / window, channels);
        return unary(1, x, y, workspace -> new MaxPool(workspace, x, y, window, window, window, window, 0, 0));
    }

    static LayerCase.Spec avgPool(int size, int channels, int window) {
        Layout x = new Layout(size, size, channels);
        Layout y = new Layout(size / window, size / window, channels);
        return unary(1, x, y, workspace ->
                new AvgPool(workspace, x, y, window, window, window, window, 0, 0, 0, 0, false));
    }

    static LayerCase.Spec activation(ActivationKind kind, Layout shape) {
        return unary(1, shape, shape, workspace -> new Activation(workspace, kind, 0, shape.imageStride()));
    }

    static LayerCase.Spec softmax(int images, int classes) {
        Layout shape = Layout.vector(classes);
        return unary(images, shape, shape, workspace -> new Softmax(workspace, shape));
    }

    private static LayerCase.Spec unary(
            int images, Layout x, Layout y, Function<Workspace, UnaryOperation> constructor) {
        return new LayerCase.Spec((double) images * x.imageStride(), false, pool -> {
            Memory memory = Memory.of(pool, images, x, y, 0);
            UnaryOperation layer = constructor.apply(memory.workspace());
            return new PreparedLayer(
                    () -> layer.infer(memory.x(), memory.y()),
                    null,
                    () -> layer.backward(memory.x(), memory.y(), memory.dx(), false, memory.dy()));
        });
    }

    static LayerCase.Spec batchNorm(Layout shape) {
        return new LayerCase.Spec(2.0 * shape.imageStride(), false, pool -> {
            Memory memory = Memory.of(pool, 1, shape, shape, 0);
            BatchNormalization layer = new BatchNormalization(memory.workspace(), shape, 1e-5f, 0.9f, Tail.NONE);
            int channels = shape.channels();
            layer.pack(0, 0, channels, 0, channels);
            layer.forward(memory.x(), memory.y(), 0, channels, 0, channels);
            return new PreparedLayer(
                    () -> layer.infer(memory.x(), memory.y(), 0),
                    null,
                    () -> layer.backward(memory.x(), memory.y(), memory.dx(), false, memory.dy(), 0, channels));
        });
    }
}
