package dev.cnnc.runtime.op;

import dev.cnnc.runtime.op.OperationRun.Calls;
import dev.cnnc.runtime.op.OperationRun.Subject;
import java.util.List;
import java.util.function.Function;

/** Operations with one input, ready to run: products, and others that the reference has cases of. */
final class OneInput {
    private OneInput() {
    }

    /** Products, in shapes that meet their special cases; other operations are among {@link Subjects}. */
    static List<Subject> products() {
        Layout image = new Layout(5, 4, 3);
        Layout wide = new Layout(3, 4, 18);
        return List.of(
                filter(image, 3, 1, "-1 0 1 -2 0 2 -1 0 1"),
                filter(wide, 3, 2, "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9"),
                transposed(new NaiveConvolution(
                        1, new Layout(9, 8, 6), new Layout(4, 4, 3), 3, 2, 2, 2, 1, 0, 1, 1, 1), true),
                transposed(new NaiveConvolution(
                        1, new Layout(7, 7, 4), new Layout(2, 2, 6), 2, 2, 3, 3, 0, 0, 2, 1, 2), true),
                transposed(new NaiveConvolution(
                        1, new Layout(4, 4, 20), new Layout(4, 4, 40), 3, 3, 1, 1, 1, 1, 1, 1, 1), false),
                locallyConnected(image, new Layout(3, 2, 4), 3, 3, 1, 0, 0, true),
                locallyConnected(wide, new Layout(2, 2, 2), 3, 2, 2, 1, 0, false));
    }

    static Subject scale(Layout x, float factor) {
        return unary("scale " + factor, x, x, workspace -> new Scale(workspace, factor, x.imageStride()));
    }

    static Subject pad(Layout x, int top, int bottom, int left, int right) {
        Layout y = new Layout(x.height() + top + bottom, x.width() + left + right, x.channels());
        return unary("pad", x, y, workspace -> new Pad(workspace, x, y, top, left));
    }

    static Subject nearest(Layout x, int factorHeight, int factorWidth) {
        Layout y = new Layout(x.height() * factorHeight, x.width() * factorWidth, x.channels());
        return unary("nearest", x, y, workspace -> new UpsampleNearest(workspace, x, factorHeight, factorWidth));
    }

    static Subject bilinear(Layout x, int factorHeight, int factorWidth, boolean alignCorners) {
        Layout y = new Layout(x.height() * factorHeight, x.width() * factorWidth, x.channels());
        return unary("bilinear " + alignCorners, x, y,
                workspace -> new UpsampleBilinear(workspace, x, factorHeight, factorWidth, alignCorners));
    }

    private static Subject unary(
            String name, Layout x, Layout y, Function<Workspace, UnaryOperation> make) {
        return new Subject(name, x, y, 0, workspace -> Calls.of(make.apply(workspace)));
    }

    /** A 3x3 filter with a padding of 1. */
    private static Subject filter(Layout x, int size, int stride, String kernel) {
        Layout y = new Layout((x.height() + 2 - size) / stride + 1, (x.width() + 2 - size) / stride + 1, x.channels());
        return new Subject("filter", x, y, 0, workspace -> {
            Filter filter = new Filter(workspace, x, y, size, size, stride, stride, 1, 1, kernel);
            return new Calls(filter::infer, filter::forward, filter::backward);
        });
    }

    /** The transposed convolution that is the given convolution's way back. */
    static Subject transposed(NaiveConvolution reverse, boolean bias) {
        int weights = reverse.weights();
        int biasAt = bias ? weights : -1;
        Layout x = reverse.y();
        Layout y = reverse.x();
        return new Subject("transposed " + reverse, x, y, weights + (bias ? y.channels() : 0), workspace -> {
            TransposedConvolution convolution = transposed(workspace, reverse, Tail.NONE);
            return new Calls((a, b) -> {
                convolution.pack(0, 0, biasAt);
                convolution.infer(a, b, 0);
            }, (a, b) -> convolution.forward(a, b, 0, biasAt),
                    (a, b, da, add, db) -> convolution.backward(a, b, da, add, db, 0, biasAt));
        });
    }

    static TransposedConvolution transposed(Workspace workspace, NaiveConvolution reverse, Tail tail) {
        return new TransposedConvolution(workspace, reverse.y(), reverse.x(), reverse.kernelHeight(),
                reverse.kernelWidth(), reverse.strideHeight(), reverse.strideWidth(), reverse.padTop(),
                reverse.padLeft(), reverse.dilationHeight(), reverse.dilationWidth(), reverse.groups(), tail);
    }

    static Subject locallyConnected(
            Layout x, Layout y, int kernelHeight, int kernelWidth, int stride, int padTop, int padLeft, boolean bias) {
        int weights = y.imageStride() * x.channels() * kernelHeight * kernelWidth;
        int biasAt = bias ? weights : -1;
        String name = "locally connected " + x + " " + y;
        return new Subject(name, x, y, weights + (bias ? y.imageStride() : 0), workspace -> {
            LocallyConnected layer = new LocallyConnected(
                    workspace, x, y, kernelHeight, kernelWidth, stride, stride, padTop, padLeft);
            return new Calls((a, b) -> {
                layer.pack(0, 0, biasAt);
                layer.infer(a, b, 0);
            }, (a, b) -> layer.forward(a, b, 0, biasAt),
                    (a, b, da, add, db) -> layer.backward(a, b, da, add, db, 0, biasAt));
        });
    }
}
