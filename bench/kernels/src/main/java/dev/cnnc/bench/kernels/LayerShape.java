package dev.cnnc.bench.kernels;

import dev.cnnc.runtime.op.Convolution;
import dev.cnnc.runtime.op.Dense;
import dev.cnnc.runtime.op.DepthwiseConvolution;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.Tail;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.function.Function;

/** A layer that is a product: its sizes, for square images, kernels and strides, with padding that keeps the size. */
record LayerShape(int images, Layout x, Layout y, int kernel, int stride) {

    private static final int NO_BIAS = -1;

    static LayerCase.Spec convolution(int images, int size, int channels, int filters, int kernel, int stride) {
        LayerShape shape = of(images, size, channels, filters, kernel, stride);
        return shape.spec((long) channels * filters * kernel * kernel, shape::convolution);
    }

    static LayerCase.Spec depthwise(int images, int size, int channels, int kernel, int stride) {
        LayerShape shape = of(images, size, channels, channels, kernel, stride);
        return shape.spec((long) channels * kernel * kernel, shape::depthwise);
    }

    static LayerCase.Spec dense(int images, int inputs, int outputs) {
        LayerShape shape = new LayerShape(images, Layout.vector(inputs), Layout.vector(outputs), 1, 1);
        return shape.spec((long) inputs * outputs, shape::dense);
    }

    private static LayerShape of(int images, int size, int channels, int filters, int kernel, int stride) {
        int out = (size - 1) / stride + 1;
        return new LayerShape(
                images, new Layout(size, size, channels), new Layout(out, out, filters), kernel, stride);
    }

    private LayerCase.Spec spec(long weights, Function<WorkerPool, PreparedLayer> preparation) {
        return new LayerCase.Spec(2.0 * images * y.pixels() * weights, true, preparation);
    }

    private Memory memory(WorkerPool pool, int weights) {
        return Memory.of(pool, images, x, y, weights);
    }

    private PreparedLayer convolution(WorkerPool pool) {
        Memory memory = memory(pool, x.channels() * y.channels() * kernel * kernel);
        int pad = kernel / 2;
        Convolution layer = new Convolution(
                memory.workspace(), x, y, kernel, kernel, stride, stride, pad, pad, 1, 1, 1, Tail.NONE);
        layer.pack(0, 0, NO_BIAS);
        return new PreparedLayer(
                () -> layer.infer(memory.x(), memory.y(), 0),
                () -> layer.backward(memory.x(), memory.y(), -1, false, memory.dy(), 0, NO_BIAS),
                () -> layer.backward(memory.x(), memory.y(), memory.dx(), false, memory.dy(), 0, NO_BIAS));
    }

    private PreparedLayer depthwise(WorkerPool pool) {
        Memory memory = memory(pool, y.channels() * kernel * kernel);
        int pad = kernel / 2;
        DepthwiseConvolution layer = new DepthwiseConvolution(
                memory.workspace(), x, y, kernel, kernel, stride, stride, pad, pad, 1, 1, Tail.NONE);
        layer.pack(0, 0, NO_BIAS);
        return new PreparedLayer(
                () -> layer.infer(memory.x(), memory.y(), 0),
                () -> layer.backward(memory.x(), memory.y(), -1, false, memory.dy(), 0, NO_BIAS),
                () -> layer.backward(memory.x(), memory.y(), memory.dx(), false, memory.dy(), 0, NO_BIAS));
    }

    private PreparedLayer dense(WorkerPool pool) {
        Memory memory = memory(pool, x.channels() * y.channels());
        Dense layer = new Dense(memory.workspace(), x.channels(), y.channels(), Tail.NONE);
        layer.pack(0, 0, NO_BIAS);
        return new PreparedLayer(
                () -> layer.infer(memory.x(), memory.y(), 0),
                () -> layer.backward(memory.x(), memory.y(), -1, false, memory.dy(), 0, NO_BIAS),
                () -> layer.backward(memory.x(), memory.y(), memory.dx(), false, memory.dy(), 0, NO_BIAS));
    }
}
