package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Every operation of this package apart from products, behind one interface. */
final class Subjects {
    private Subjects() {
    }

    /** An operation in training: offsets of its inputs, its output and their gradients. */
    interface Runner {
        void forward(int[] x, int y);

        void backward(int[] x, int y, int[] dx, boolean accumulate, int dy);
    }

    /**
     * @param inputs floats of an image, for each input
     * @param output floats of an image; 0 for a loss, which adds to the workspace's sum instead
     * @param parameters how many it has; its state is as long
     */
    record Subject(String name, int[] inputs, int output, int parameters, Function<Workspace, Runner> make) {
        @Override
        public String toString() {
            return name;
        }

        /** A bench with tensors: inputs, output, gradients of the inputs, gradient of the output. */
        TestBench bench(String kernels, int threads, int count) {
            int n = inputs.length;
            int[] sizes = new int[2 * n + 2];
            System.arraycopy(inputs, 0, sizes, 0, n);
            sizes[n] = output;
            System.arraycopy(inputs, 0, sizes, n + 1, n);
            sizes[2 * n + 1] = output;
            TestBench bench = new TestBench(kernels, threads, count, parameters, sizes);
            for (int i = 0; i < n; i++) {
                bench.put(i, TestBench.distinct(inputs[i] * count, 17 + i));
            }
            bench.put(2 * n + 1, TestBench.distinct(output * count, 5));
            for (int i = 0; i < parameters; i++) {
                bench.workspace.parameters()[i] = 0.5f + i % 7 * 0.25f;
            }
            for (int image = 0; image < count; image++) {
                bench.workspace.labels()[image] = image * 3 % inputs[0];
            }
            bench.workspace.targets(TestBench.distinct(inputs[0] * count, 99));
            bench.workspace.seed(42);
            bench.workspace.step(3);
            return bench;
        }

        void forward(TestBench bench, Runner runner) {
            runner.forward(offsets(bench, 0), bench.offset(inputs.length));
        }

        void backward(TestBench bench, Runner runner, boolean accumulate) {
            int n = inputs.length;
            runner.backward(offsets(bench, 0), bench.offset(n), offsets(bench, n + 1), accumulate,
                    bench.offset(2 * n + 1));
        }

        private int[] offsets(TestBench bench, int first) {
            int[] offsets = new int[inputs.length];
            Arrays.setAll(offsets, i -> bench.offset(first + i));
            return offsets;
        }
    }

    /** All of them on images of this size; small sizes for checks of every element, large ones to fill vectors. */
    static List<Subject> all(int height, int width, int channels) {
        List<Subject> subjects = new ArrayList<>();
        Layout x = new Layout(height, width, channels);
        int size = x.imageStride();
        for (ActivationKind kind : ActivationKind.values()) {
            unary(subjects, kind.name(), size, size, w -> new Activation(w, kind, 0.3f, size));
        }
        unary(subjects, "copy", size, size, w -> new Copy(w, size));
        unary(subjects, "flatten", size, size, w -> new FlattenChw(w, x));
        unary(subjects, "softmax", size, size, w -> new Softmax(w, x));
        unary(subjects, "log softmax", size, size, w -> new LogSoftmax(w, x));
        unary(subjects, "dropout", size, size, w -> new Dropout(w, size, 0.3f, 7));
        unary(subjects, "global average pool", size, channels, w -> new GlobalAvgPool(w, x));
        unary(subjects, "global max pool", size, channels, w -> new GlobalMaxPool(w, x));
        pools(subjects, x, 2, 2, 2, 2, 0, 0);
        pools(subjects, x, 3, 3, 2, 2, 1, 1);
        pools(subjects, x, 3, 2, 1, 1, 2, 0);
        pools(subjects, x, 2, 3, 3, 2, 1, 2);
        concat(subjects, x);
        arithmetic(subjects, x);
        normalisation(subjects, x, true);
        normalisation(subjects, x, false);
        losses(subjects, size);
        subjects.addAll(Rearrangements.all(x));
        subjects.addAll(Normalisations.all(x));
        return subjects;
    }

    private static void unary(List<Subject> subjects, String name, int in, int out,
            Function<Workspace, UnaryOperation> make) {
        subjects.add(new Subject(name, new int[] {in}, out, 0, workspace -> {
            UnaryOperation operation = make.apply(workspace);
            return runner((a, y) -> operation.forward(a[0], y),
                    (a, y, dx, accumulate, dy) -> operation.backward(a[0], y, dx[0], accumulate, dy));
        }));
    }

    private static void pools(List<Subject> subjects, Layout x, int kernelHeight, int kernelWidth, int strideHeight,
            int strideWidth, int padTop, int padLeft) {
        Layout y = new Layout((x.height() + 2 * padTop - kernelHeight) / strideHeight + 1,
                (x.width() + 2 * padLeft - kernelWidth) / strideWidth + 1, x.channels());
        String name = " pool " + kernelHeight + "x" + kernelWidth + " stride " + strideHeight + "," + strideWidth;
        unary(subjects, "max" + name, x.imageStride(), y.imageStride(),
                w -> new MaxPool(w, x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft));
        unary(subjects, "sum" + name, x.imageStride(), y.imageStride(),
                w -> new SumPool(w, x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft));
        for (boolean countPadding : new boolean[] {false, true}) {
            unary(subjects, "average" + name + (countPadding ? " counting padding" : ""), x.imageStride(),
                    y.imageStride(), w -> new AvgPool(w, x, y, kernelHeight, kernelWidth, strideHeight, strideWidth,
                            padTop, padLeft, padTop, padLeft, countPadding));
        }
    }

    private static void concat(List<Subject> subjects, Layout x) {
        Layout small = new Layout(x.height(), x.width(), 2);
        Layout y = new Layout(x.height(), x.width(), x.channels() + 2);
        subjects.add(new Subject("concat", new int[] {small.imageStride(), x.imageStride()}, y.imageStride(), 0, w -> {
            Concat first = new Concat(w, small, y, 0);
            Concat second = new Concat(w, x, y, 2);
            return runner((a, out) -> {
                first.forward(a[0], out);
                second.forward(a[1], out);
            }, (a, out, dx, accumulate, dy) -> {
                first.backward(a[0], out, dx[0], accumulate, dy);
                second.backward(a[1], out, dx[1], accumulate, dy);
            });
        }));
    }

    private static void arithmetic(List<Subject> subjects, Layout x) {
        int size = x.imageStride();
        subjects.add(new Subject("add", new int[] {size, size}, size, 0, w -> {
            Add add = new Add(w, size);
            return runner((a, y) -> add.forward(a[0], a[1], y), (a, y, dx, accumulate, dy) -> {
                add.backward(dx[0], accumulate, dy);
                add.backward(dx[1], accumulate, dy);
            });
        }));
        for (Layout b : List.of(x, Layout.vector(x.channels()))) {
            String name = b.equals(x) ? "multiply" : "multiply channels";
            subjects.add(new Subject(name, new int[] {size, b.imageStride()}, size, 0, w -> {
                Multiply multiply = new Multiply(w, x, b);
                return runner((a, y) -> multiply.forward(a[0], a[1], y), (a, y, dx, accumulate, dy) -> {
                    multiply.backwardLeft(a[0], a[1], dx[0], accumulate, dy);
                    multiply.backwardRight(a[0], a[1], dx[1], accumulate, dy);
                });
            }));
        }
    }

    private static void normalisation(List<Subject> subjects, Layout x, boolean affine) {
        int gamma = affine ? 0 : -1;
        int beta = affine ? x.channels() : -1;
        int size = x.imageStride();
        String name = affine ? "batch norm" : "batch norm without parameters";
        subjects.add(new Subject(name, new int[] {size}, size, 2 * x.channels(), w -> {
            BatchNormalization norm = new BatchNormalization(w, x, 1e-3f, 0.9f, Tail.NONE);
            return runner((a, y) -> norm.forward(a[0], y, gamma, beta, 0, x.channels()),
                    (a, y, dx, accumulate, dy) -> norm.backward(a[0], y, dx[0], accumulate, dy, gamma, beta));
        }));
        String frozen = "frozen " + name + " without gradients";
        subjects.add(new Subject(frozen, new int[] {size}, size, 2 * x.channels(), w -> {
            BatchNormalization norm = new BatchNormalization(w, x, 0.5f, 0.9f, Tail.NONE);
            return runner((a, y) -> norm.forwardFrozen(a[0], y, gamma, beta, 0, x.channels()),
                    (a, y, dx, accumulate, dy) -> norm.backwardFrozen(-1, dx[0], accumulate, dy, gamma, x.channels()));
        }));
    }

    private static void losses(List<Subject> subjects, int size) {
        for (float smoothing : new float[] {0, 0.1f}) {
            subjects.add(new Subject("cross entropy, smoothing " + smoothing, new int[] {size}, 0, 0, w -> {
                SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(w, size, smoothing, 0.7f);
                return runner((a, y) -> loss.forward(a[0]),
                        (a, y, dx, accumulate, dy) -> loss.backward(a[0], dx[0], accumulate));
            }));
        }
        targetLoss(subjects, "mean squared error", size, w -> new MeanSquaredError(w, size, 0.7f));
        targetLoss(subjects, "mean absolute error", size, w -> new MeanAbsoluteError(w, size, 0.7f));
        targetLoss(subjects, "huber", size, w -> new HuberLoss(w, size, 0.7f, 1.5f));
        targetLoss(subjects, "hinge", size, w -> new HingeLoss(w, size, 0.7f));
        targetLoss(subjects, "binary cross entropy", size, w -> new BinaryCrossEntropy(w, size, 0.7f));
    }

    private static void targetLoss(List<Subject> subjects, String name, int size,
            Function<Workspace, TargetLoss> make) {
        subjects.add(new Subject(name, new int[] {size}, 0, 0, w -> {
            TargetLoss loss = make.apply(w);
            return runner((a, y) -> loss.forward(a[0]),
                    (a, y, dx, accumulate, dy) -> loss.backward(a[0], dx[0], accumulate));
        }));
    }

    private interface Forward {
        void run(int[] x, int y);
    }

    private interface Backward {
        void run(int[] x, int y, int[] dx, boolean accumulate, int dy);
    }

    private static Runner runner(Forward forward, Backward backward) {
        return new Runner() {
            @Override
            public void forward(int[] x, int y) {
                forward.run(x, y);
            }

            @Override
            public void backward(int[] x, int y, int[] dx, boolean accumulate, int dy) {
                backward.run(x, y, dx, accumulate, dy);
            }
        };
    }
}
