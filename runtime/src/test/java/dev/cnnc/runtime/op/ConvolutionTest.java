package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import dev.cnnc.runtime.reference.ReferenceCases;
import dev.cnnc.runtime.reference.ReferenceCases.Case;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionTest {
    private static final List<String> KERNELS = List.of("vector", "loops");

    static Stream<Arguments> convolutionCases() {
        return KERNELS.stream().flatMap(kernels -> ReferenceCases.of("conv2d").stream().map(c -> Arguments.of(c, kernels)));
    }

    static Stream<Arguments> denseCases() {
        return KERNELS.stream().flatMap(kernels -> ReferenceCases.of("dense").stream().map(c -> Arguments.of(c, kernels)));
    }

    @ParameterizedTest
    @MethodSource("convolutionCases")
    void agreesWithTheReference(Case reference, String kernels) {
        NaiveConvolution shape = shape(reference);
        check(Kind.CONVOLUTION, reference, shape, kernels);
        if (shape.groups() == shape.x().channels()) {
            check(Kind.DEPTHWISE, reference, shape, kernels);
        }
    }

    @ParameterizedTest
    @MethodSource("denseCases")
    void aDenseLayerAgreesWithTheReference(Case reference, String kernels) {
        Layout x = Layout.vector(reference.tensor("x").size(1));
        Layout y = Layout.vector(reference.tensor("y").size(1));
        check(Kind.DENSE, reference, new NaiveConvolution(reference.tensor("x").size(0), x, y, 1, 1, 1, 1, 0, 0, 1, 1, 1),
                kernels);
    }

    private static void check(Kind kind, Case reference, NaiveConvolution shape, String kernels) {
        boolean bias = reference.has("b");
        try (ConvolutionRun run = new ConvolutionRun(kind, shape, bias, Tail.NONE, kernels, 2, shape.images())) {
            run.set(reference.tensor("x").channelsLast(), reference.tensor("w").values(),
                    bias ? reference.tensor("b").values() : null);
            ReferenceCases.assertClose("y", reference.tensor("y").channelsLast(), run.forward(), 0, ReferenceCases.FORWARD);
            ReferenceCases.assertClose("inferred y", reference.tensor("y").channelsLast(), run.infer(null), 0,
                    ReferenceCases.FORWARD);
            float[] dx = run.backward(reference.tensor("dy").channelsLast(), null);
            ReferenceCases.assertClose("dx", reference.tensor("dx").channelsLast(), dx, 0, ReferenceCases.BACKWARD);
            ReferenceCases.assertClose("dw", reference.tensor("dw").values(), run.weightGradient(), 0,
                    ReferenceCases.BACKWARD);
            if (bias) {
                ReferenceCases.assertClose("db", reference.tensor("db").values(), run.biasGradient(), 0,
                        ReferenceCases.BACKWARD);
            }
            assertTrue(run.guardsStand(), "wrote outside its tensors");
        }
    }

    private static NaiveConvolution shape(Case reference) {
        int[] x = reference.tensor("x").shape();
        int[] y = reference.tensor("y").shape();
        return new NaiveConvolution(x[0], new Layout(x[2], x[3], x[1]), new Layout(y[2], y[3], y[1]),
                reference.integer("kernel", 0), reference.integer("kernel", 1), reference.integer("strides", 0),
                reference.integer("strides", 1), reference.integer("pads", 0), reference.integer("pads", 1),
                reference.integer("dilation", 0), reference.integer("dilation", 1), reference.integer("groups", 0));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void agreesWithTheDefinitionOverRandomShapes(Kind kind) {
        Random random = new Random(7 + kind.ordinal());
        for (int i = 0; i < 80; i++) {
            NaiveConvolution shape = randomShape(kind, random);
            String kernels = KERNELS.get(i % 2);
            int threads = 1 + random.nextInt(3);
            int capacity = shape.images() + random.nextInt(3);
            boolean bias = random.nextBoolean();
            boolean residual = random.nextInt(3) == 0;
            boolean accumulate = random.nextInt(3) == 0;
            ActivationKind activation = random.nextBoolean() ? ActivationKind.RELU : ActivationKind.NONE;
            String what = kind + " " + shape + " " + kernels + " threads " + threads + " of " + capacity;

            float[] x = values(random, shape.images() * shape.x().imageStride());
            float[] w = values(random, shape.weights());
            float[] b = values(random, shape.y().channels());
            float[] add = values(random, shape.images() * shape.y().imageStride());
            float[] dy = values(random, add.length);
            float[] before = values(random, x.length);
            double[] product = shape.forward(doubles(x), doubles(w), bias ? doubles(b) : null);

            try (ConvolutionRun run = new ConvolutionRun(kind, shape, bias,
                    new Tail(activation, 0, residual), kernels, threads, capacity)) {
                run.set(x, w, b);
                double[] expected = product.clone();
                for (int j = 0; j < expected.length; j++) {
                    double sum = expected[j] + (residual ? add[j] : 0);
                    expected[j] = activation == ActivationKind.RELU ? Math.max(0, sum) : sum;
                }
                assertNear(what + " y", expected, run.infer(residual ? add : null), 2e-5);
                assertTrue(run.guardsStand(), what + " infer wrote outside its tensors");
            }
            try (ConvolutionRun run = new ConvolutionRun(kind, shape, bias, new Tail(activation, 0, false), kernels, threads,
                    capacity)) {
                run.set(x, w, b);
                float[] y = run.forward();
                double[] gradient = doubles(dy);
                for (int j = 0; j < gradient.length && activation == ActivationKind.RELU; j++) {
                    gradient[j] = y[j] > 0 ? gradient[j] : 0;
                }
                double[] dx = shape.inputGradient(gradient, doubles(w));
                for (int j = 0; j < dx.length && accumulate; j++) {
                    dx[j] += before[j];
                }
                assertNear(what + " dx", dx, run.backward(dy, accumulate ? before : null), 2e-5);
                assertNear(what + " dw", shape.weightGradient(gradient, doubles(x)), run.weightGradient(), 1e-4);
                if (bias) {
                    assertNear(what + " db", shape.biasGradient(gradient), run.biasGradient(), 1e-4);
                }
                assertTrue(run.guardsStand(), what + " backward wrote outside its tensors");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theDefinitionsGradientsAreFiniteDifferences(Kind kind) {
        Random random = new Random(21);
        for (int i = 0; i < 4; i++) {
            NaiveConvolution shape = randomShape(kind, random);
            double[] x = doubles(values(random, shape.images() * shape.x().imageStride()));
            double[] w = doubles(values(random, shape.weights()));
            double[] b = doubles(values(random, shape.y().channels()));
            double[] dy = doubles(values(random, shape.images() * shape.y().imageStride()));
            assertDifferences(random, x, shape.inputGradient(dy, w), () -> dot(shape.forward(x, w, b), dy));
            assertDifferences(random, w, shape.weightGradient(dy, x), () -> dot(shape.forward(x, w, b), dy));
            assertDifferences(random, b, shape.biasGradient(dy), () -> dot(shape.forward(x, w, b), dy));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void hasTheSameBitsForEveryNumberOfThreads(Kind kind) {
        Layout x = kind == Kind.DENSE ? Layout.vector(300) : new Layout(19, 17, 24);
        Layout y = kind == Kind.DENSE ? Layout.vector(70) : new Layout(10, 9, kind == Kind.DEPTHWISE ? 24 : 40);
        NaiveConvolution shape = kind == Kind.DENSE ? new NaiveConvolution(40, x, y, 1, 1, 1, 1, 0, 0, 1, 1, 1)
                : new NaiveConvolution(40, x, y, 3, 3, 2, 2, 1, 1, 1, 1, kind == Kind.DEPTHWISE ? 24 : 1);
        Random random = new Random(3);
        float[] input = values(random, shape.images() * x.imageStride());
        float[] w = values(random, shape.weights());
        float[] b = values(random, y.channels());
        float[] dy = values(random, shape.images() * y.imageStride());
        for (String kernels : KERNELS) {
            List<float[]> first = new ArrayList<>();
            for (int threads = 1; threads <= 3; threads++) {
                try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, Tail.NONE, kernels, threads, 40)) {
                    run.set(input, w, b);
                    List<float[]> results = List.of(run.forward(), run.backward(dy, null), run.weightGradient(),
                            run.biasGradient());
                    if (first.isEmpty()) {
                        first.addAll(results);
                    }
                    for (int i = 0; i < results.size(); i++) {
                        assertArrayEquals(first.get(i), results.get(i), kernels + " result " + i);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void allocatesNothingInSteadyState(Kind kind) {
        Layout x = kind == Kind.DENSE ? Layout.vector(100) : new Layout(14, 14, 20);
        Layout y = kind == Kind.DENSE ? Layout.vector(50) : new Layout(14, 14, 40);
        NaiveConvolution shape = kind == Kind.DENSE ? new NaiveConvolution(4, x, y, 1, 1, 1, 1, 0, 0, 1, 1, 1)
                : new NaiveConvolution(4, x, y, 3, 3, 1, 1, 1, 1, 1, 1, kind == Kind.DEPTHWISE ? 20 : 1);
        Random random = new Random(5);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        for (String kernels : KERNELS) {
            try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, new Tail(ActivationKind.RELU, 0, false), kernels,
                    1, 4)) {
                run.set(values(random, shape.images() * x.imageStride()), values(random, shape.weights()),
                        values(random, y.channels()));
                run.forward();
                run.backward(values(random, shape.images() * y.imageStride()), null);
                long least = Long.MAX_VALUE;
                // Until C2 has compiled the kernels, the Vector API's vectors are objects on the heap.
                long deadline = System.nanoTime() + 10_000_000_000L;
                while (least > 0 && System.nanoTime() < deadline) {
                    long before = threads.getThreadAllocatedBytes(self);
                    run.forwardOnly();
                    run.backwardOnly(false);
                    least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
                }
                assertEquals(0, least, kernels + ": bytes allocated by a step");
            }
        }
    }

    private static NaiveConvolution randomShape(Kind kind, Random random) {
        int images = 1 + random.nextInt(5);
        if (kind == Kind.DENSE) {
            return new NaiveConvolution(images * (1 + random.nextInt(9)), Layout.vector(1 + random.nextInt(90)),
                    Layout.vector(1 + random.nextInt(90)), 1, 1, 1, 1, 0, 0, 1, 1, 1);
        }
        int kh = 1 + random.nextInt(4);
        int kw = 1 + random.nextInt(4);
        int sh = 1 + random.nextInt(3);
        int sw = 1 + random.nextInt(3);
        int dh = 1 + random.nextInt(2);
        int dw = 1 + random.nextInt(2);
        int top = random.nextInt(kh * dh);
        int left = random.nextInt(kw * dw);
        int bottom = random.nextInt(kh * dh);
        int right = random.nextInt(kw * dw);
        int reachHeight = (kh - 1) * dh + 1;
        int reachWidth = (kw - 1) * dw + 1;
        int h = Math.max(1, reachHeight - top - bottom) + random.nextInt(12);
        int w = Math.max(1, reachWidth - left - right) + random.nextInt(12);
        int groups;
        int channels;
        int filters;
        if (kind == Kind.DEPTHWISE) {
            groups = 1 + random.nextInt(40);
            channels = groups;
            filters = groups * (1 + random.nextInt(3));
        } else {
            groups = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
            channels = groups * (1 + random.nextInt(20));
            filters = groups * (1 + random.nextInt(random.nextBoolean() ? 6 : 70));
        }
        Layout x = new Layout(h, w, channels);
        Layout y = new Layout((h + top + bottom - reachHeight) / sh + 1, (w + left + right - reachWidth) / sw + 1, filters);
        return new NaiveConvolution(images, x, y, kh, kw, sh, sw, top, left, dh, dw, groups);
    }

    private interface Loss {
        double value();
    }

    /** Central differences at some places; the loss is linear in each array, so only rounding is left. */
    private static void assertDifferences(Random random, double[] at, double[] gradient, Loss loss) {
        for (int i = 0; i < 6; i++) {
            int place = random.nextInt(at.length);
            double value = at[place];
            at[place] = value + 1e-3;
            double up = loss.value();
            at[place] = value - 1e-3;
            double down = loss.value();
            at[place] = value;
            assertEquals((up - down) / 2e-3, gradient[place], 1e-8);
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void assertNear(String what, double[] expected, float[] actual, double tolerance) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(expected[i] - actual[i]) <= tolerance * (1 + Math.abs(expected[i])))) {
                assertEquals(expected[i], actual[i], tolerance, what + ", element " + i);
            }
        }
    }

    private static float[] values(Random random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    private static double[] doubles(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }
}
