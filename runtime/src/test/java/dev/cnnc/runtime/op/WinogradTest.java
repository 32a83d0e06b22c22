package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.assertNear;
import static dev.cnnc.runtime.op.Numbers.doubles;
import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.reference.ReferenceCases;
import dev.cnnc.runtime.reference.ReferenceCases.Case;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Winograd's convolution against the definition in double precision and the reference vectors, in both kernels. */
class WinogradTest {
    private static final int[] TILES = {2, 4};

    /** Relative to 1 plus a result's size: sums of up to 400 products of numbers up to 1. */
    private static double tolerance(int tile) {
        return tile == 4 ? 2e-4 : 3e-5;
    }

    @Test
    void agreesWithTheDefinitionOverRandomShapes() {
        Random random = new Random(29);
        ActivationKind[] activations = {ActivationKind.NONE, ActivationKind.RELU, ActivationKind.RELU6,
            ActivationKind.LEAKY_RELU};
        for (int i = 0; i < 240; i++) {
            NaiveConvolution shape = shape(random);
            int tile = TILES[i % 2];
            String kernels = ConvolutionRun.KERNELS.get(i / 2 % 2);
            boolean bias = random.nextBoolean();
            boolean residual = random.nextBoolean();
            ActivationKind activation = activations[random.nextInt(activations.length)];
            float[] x = values(random, shape.images() * shape.x().imageStride());
            float[] w = values(random, shape.weights());
            float[] b = values(random, shape.y().channels());
            float[] add = values(random, shape.images() * shape.y().imageStride());
            double[] expected = shape.forward(doubles(x), doubles(w), bias ? doubles(b) : null);
            for (int j = 0; j < expected.length; j++) {
                expected[j] = activate(activation, expected[j] + (residual ? add[j] : 0));
            }
            String what = shape + " tile " + tile + " " + kernels + " " + activation;
            try (WinogradRun run = new WinogradRun(shape, tile, bias, new Tail(activation, 0.1f, residual), kernels,
                    1 + random.nextInt(3), shape.images() + random.nextInt(3))) {
                run.set(x, w, b);
                assertNear(what, expected, run.infer(residual ? add : null), tolerance(tile));
                assertTrue(run.guardsStand(), what + " wrote outside its tensors");
            }
        }
    }

    /** Small, with every padding that a 3x3 kernel has, or more tiles than a block holds. */
    private static NaiveConvolution shape(Random random) {
        int top = random.nextInt(3);
        int left = random.nextInt(3);
        int height = Math.max(1, 3 - top) + random.nextInt(12);
        int width = Math.max(1, 3 - left) + random.nextInt(random.nextInt(4) == 0 ? 60 : 12);
        Layout x = new Layout(height, width, 1 + random.nextInt(40));
        Layout y = new Layout(height + top + random.nextInt(3) - 2 + Math.max(0, 2 - height - top),
                width + left + random.nextInt(3) - 2 + Math.max(0, 2 - width - left), 1 + random.nextInt(70));
        return new NaiveConvolution(1 + random.nextInt(4), x, y, 3, 3, 1, 1, top, left, 1, 1, 1);
    }

    private static double activate(ActivationKind kind, double x) {
        return switch (kind) {
            case RELU -> Math.max(x, 0);
            case RELU6 -> Math.min(Math.max(x, 0), 6);
            case LEAKY_RELU -> x > 0 ? x : 0.1f * x;
            default -> x;
        };
    }

    @Test
    void agreesWithTheReferenceVectors() {
        int seen = 0;
        for (Case reference : ReferenceCases.of("conv2d")) {
            NaiveConvolution shape = ConvolutionReferenceTest.shape(reference);
            if (!suits(shape)) {
                continue;
            }
            seen++;
            boolean bias = reference.has("b");
            for (int tile : TILES) {
                for (String kernels : ConvolutionRun.KERNELS) {
                    try (WinogradRun run = new WinogradRun(shape, tile, bias, Tail.NONE, kernels, 2, shape.images())) {
                        run.set(reference.tensor("x").channelsLast(), reference.tensor("w").values(),
                                bias ? reference.tensor("b").values() : null);
                        ReferenceCases.assertClose("y", reference.tensor("y").channelsLast(), run.infer(null), 0,
                                ReferenceCases.FORWARD);
                    }
                }
            }
        }
        assertTrue(seen > 0, "no reference is a 3x3 convolution of stride 1");
    }

    private static boolean suits(NaiveConvolution shape) {
        return shape.kernelHeight() == 3 && shape.kernelWidth() == 3 && shape.strideHeight() == 1
                && shape.strideWidth() == 1 && shape.dilationHeight() == 1 && shape.dilationWidth() == 1
                && shape.groups() == 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void foldsTheBatchNormalizationThatFollows(int tile) {
        Random random = new Random(13);
        for (String kernels : ConvolutionRun.KERNELS) {
            NaiveConvolution shape = square(2, 9, 20, 33);
            int filters = shape.y().channels();
            float[] x = values(random, shape.images() * shape.x().imageStride());
            float[] w = values(random, shape.weights());
            float[] b = values(random, filters);
            float[] gamma = values(random, filters);
            float[] beta = values(random, filters);
            float[] state = values(random, 2 * filters);
            for (int f = filters; f < state.length; f++) {
                state[f] = 0.5f + Math.abs(state[f]);
            }
            double[] expected = shape.forward(doubles(x), doubles(w), doubles(b));
            for (int j = 0; j < expected.length; j++) {
                int f = j % filters;
                expected[j] = (expected[j] - state[f]) / Math.sqrt(state[filters + f] + 1e-3) * gamma[f] + beta[f];
            }
            try (WinogradRun run = new WinogradRun(shape, tile, true, Tail.NONE, kernels, 2, shape.images())) {
                run.set(x, w, b);
                assertNear(kernels, expected, run.inferFolded(gamma, beta, state, 1e-3f), tolerance(tile));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void hasTheSameBitsForEveryNumberOfThreadsAndImages(int tile) {
        Random random = new Random(3);
        NaiveConvolution three = square(3, 21, 24, 80);
        float[] x = values(random, three.images() * three.x().imageStride());
        float[] w = values(random, three.weights());
        float[] b = values(random, three.y().channels());
        for (String kernels : ConvolutionRun.KERNELS) {
            float[] first = null;
            for (int threads = 1; threads <= 4; threads++) {
                for (int images : new int[] {3, 1}) {
                    try (WinogradRun run = new WinogradRun(square(images, 21, 24, 80), tile, true, Tail.NONE, kernels,
                            threads, images)) {
                        run.set(Arrays.copyOf(x, images * three.x().imageStride()), w, b);
                        float[] y = run.infer(null);
                        first = first == null ? y : first;
                        assertArrayEquals(Arrays.copyOf(first, y.length), y, kernels + " " + threads);
                    }
                }
            }
        }
    }

    private static NaiveConvolution square(int images, int size, int channels, int filters) {
        return new NaiveConvolution(images, new Layout(size, size, channels), new Layout(size, size, filters), 3, 3, 1,
                1, 1, 1, 1, 1, 1);
    }
}
