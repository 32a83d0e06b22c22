package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import dev.cnnc.runtime.op.Subjects.Runner;
import dev.cnnc.runtime.op.Subjects.Subject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * C1 can compile every kernel, with profiling too. Where it can do so only without, which is what it tries first while
 * C2 is busy, HotSpot stays with the result for good, and the kernel takes thirty times as long in such a process.
 */
class KernelCompilationTest {
    private static final int ROUNDS = 15;

    /** Runs the kernels of all products, transforms and normalisations often enough for C1. */
    static final class Kernels {
        private Kernels() {
        }

        public static void main(String[] args) {
            Random random = new Random(3);
            for (int filters : new int[] {16, 40}) {
                for (int stride = 1; stride <= 2; stride++) {
                    Layout x = new Layout(8, 15, 4);
                    convolution(random, Kind.CONVOLUTION, x, filters, 3, stride);
                    convolution(random, Kind.CONVOLUTION, x, filters, 1, stride);
                    convolution(random, Kind.DEPTHWISE, new Layout(8, 15, filters), filters, 3, stride);
                    convolution(random, Kind.DEPTHWISE, new Layout(8, 16, 2 * filters), 2 * filters, 3, stride);
                    convolution(random, Kind.DEPTHWISE, new Layout(8, 15, filters), filters, 5, stride);
                }
                convolution(random, Kind.DENSE, Layout.vector(20), filters, 1, 1);
                winograd(random, 14, filters);
                winograd(random, 11, filters);
                normalisation(filters);
            }
            for (int tile : new int[] {PooledRun.DIRECT, 2, 4}) {
                pooled(random, tile);
            }
        }

        private static void normalisation(int channels) {
            for (Subject subject : FusedNormalisations.all(8, 15, channels)) {
                try (TestBench bench = subject.bench("vector", 1, 1)) {
                    Runner runner = subject.make().apply(bench.workspace);
                    for (int i = 0; i < 2 * ROUNDS; i++) {
                        subject.forward(bench, runner);
                        subject.backward(bench, runner, i % 2 == 1);
                    }
                }
            }
        }

        private static void convolution(Random random, Kind kind, Layout x, int filters, int kernel, int stride) {
            Tail tail = new Tail(ActivationKind.RELU6, 0, false);
            int pad = kernel / 2;
            Layout y = kind == Kind.DENSE ? Layout.vector(filters)
                    : new Layout((x.height() + stride - 1) / stride, (x.width() + stride - 1) / stride, filters);
            for (int images : new int[] {1, 4}) {
                NaiveConvolution shape = new NaiveConvolution(images, x, y, kernel, kernel, stride, stride, pad, pad, 1,
                        1, kind == Kind.DEPTHWISE ? filters : 1);
                try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, tail, "vector", 1, images)) {
                    run.set(values(random, images * x.imageStride()), values(random, shape.weights()),
                            values(random, filters));
                    float[] residual = values(random, images * y.imageStride());
                    run.infer(residual);
                    for (int i = 0; i < ROUNDS; i++) {
                        run.inferOnly(false);
                        run.forwardOnly();
                        run.backwardOnly(false);
                    }
                }
            }
        }

        private static void pooled(Random random, int tile) {
            NaiveConvolution shape = new NaiveConvolution(1, new Layout(15, 15, 4), new Layout(15, 15, 64), 3, 3, 1, 1,
                    1, 1, 1, 1, 1);
            try (PooledRun run = new PooledRun(shape, tile, true, new Tail(ActivationKind.RELU6, 0, false), "vector", 1,
                    1)) {
                run.set(values(random, shape.x().imageStride()), values(random, shape.weights()), values(random, 64));
                run.infer();
                for (int i = 0; i < 10 * ROUNDS; i++) {
                    run.inferOnly();
                }
            }
        }

        private static void winograd(Random random, int size, int filters) {
            NaiveConvolution shape = new NaiveConvolution(1, new Layout(size, size, 4), new Layout(size, size, filters),
                    3, 3, 1, 1, 1, 1, 1, 1, 1);
            for (Kind kind : List.of(Kind.WINOGRAD_2, Kind.WINOGRAD_4)) {
                for (boolean residual : new boolean[] {false, true}) {
                    try (ConvolutionRun run = new ConvolutionRun(kind, shape, true,
                            new Tail(ActivationKind.RELU, 0, residual), "vector", 1, 1)) {
                        run.set(values(random, shape.x().imageStride()), values(random, shape.weights()),
                                values(random, filters));
                        run.infer(residual ? values(random, shape.y().imageStride()) : null);
                        for (int i = 0; i < 10 * ROUNDS; i++) {
                            run.pack();
                            run.inferOnly(residual);
                        }
                    }
                }
            }
        }
    }

    @Test
    void c1CompilesEveryKernelWithProfiling() throws Exception {
        List<String> lines = ChildJvm.run(Kernels.class, "-Xmx256m", "-XX:TieredStopAtLevel=3",
                "-XX:Tier3InvocationThreshold=20", "-XX:Tier3MinInvocationThreshold=10",
                "-XX:Tier3CompileThreshold=40", "-XX:+PrintCompilation");
        for (String kernel : List.of("FourteenRowTile::one", "NineRowTile::two", "FourRowTile::two",
                "PooledTile::three", "PooledTile::one", "DepthwiseRows::two", "DepthwisePairs::one",
                "DepthwisePairs::two", "Winograd2Output::added", "LargestOfFour::pool", "VectorWinograd::combine",
                "Winograd4Input::outerRows", "VectorNormalisation::gradientAdd",
                "VectorRectification::sumGradients")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(kernel)), kernel + " was not compiled");
        }
        assertEquals(List.of(), lines.stream()
                .filter(line -> line.contains("COMPILE SKIPPED") && line.contains("dev.cnnc")).toList());
    }
}
