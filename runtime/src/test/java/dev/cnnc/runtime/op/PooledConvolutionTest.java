package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.assertNear;
import static dev.cnnc.runtime.op.Numbers.doubles;
import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Convolutions, direct and by Winograd's tiles, with the max pool that follows, against the definitions in double
 * precision, in both kernels.
 */
class PooledConvolutionTest {
    private static final ActivationKind[] ACTIVATIONS = {ActivationKind.NONE, ActivationKind.RELU,
        ActivationKind.RELU6};

    private static double tolerance(int tile) {
        return tile == 4 ? 2e-4 : 3e-5;
    }

    @ParameterizedTest
    @ValueSource(ints = {PooledRun.DIRECT, 2, 4})
    void agreesWithTheDefinitionOverRandomShapes(int tile) {
        Random random = new Random(31);
        for (int i = 0; i < 100; i++) {
            NaiveConvolution shape = shape(random, tile == PooledRun.DIRECT);
            String kernels = ConvolutionRun.KERNELS.get(i % 2);
            boolean bias = random.nextBoolean();
            ActivationKind activation = ACTIVATIONS[random.nextInt(ACTIVATIONS.length)];
            float[] x = values(random, shape.images() * shape.x().imageStride());
            float[] w = values(random, shape.weights());
            float[] b = values(random, shape.y().channels());
            double[] expected = PooledRun.largest(shape, shape.forward(doubles(x), doubles(w), bias ? doubles(b)
                    : null));
            for (int j = 0; j < expected.length; j++) {
                expected[j] = Math.min(Math.max(expected[j], activation.low()), activation.high());
            }
            String what = shape + " tile " + tile + " " + kernels + " " + activation;
            try (PooledRun run = new PooledRun(shape, tile, bias, new Tail(activation, 0, false), kernels,
                    1 + random.nextInt(3), shape.images() + random.nextInt(3))) {
                run.set(x, w, b);
                assertNear(what, expected, run.infer(), tolerance(tile));
                assertTrue(run.guardsStand(), what + " wrote outside its tensors");
            }
        }
    }

    /** Small, with rows and columns that no window covers; 3x3 and stride 1 unless {@code any}. */
    private static NaiveConvolution shape(Random random, boolean any) {
        int kernelHeight = any ? 1 + random.nextInt(4) : 3;
        int kernelWidth = any ? 1 + random.nextInt(4) : 3;
        int strideHeight = any ? 1 + random.nextInt(2) : 1;
        int strideWidth = any ? 1 + random.nextInt(2) : 1;
        int dilation = any ? 1 + random.nextInt(2) : 1;
        int padTop = random.nextInt(kernelHeight);
        int padLeft = random.nextInt(kernelWidth);
        int reachHeight = (kernelHeight - 1) * dilation + 1;
        int reachWidth = (kernelWidth - 1) * dilation + 1;
        int height = reachHeight + strideHeight + random.nextInt(14);
        int width = reachWidth + strideWidth + random.nextInt(random.nextInt(4) == 0 ? 50 : 14);
        Layout x = new Layout(height, width, 1 + random.nextInt(any ? 8 : 40));
        Layout y = new Layout((height + 2 * padTop - reachHeight) / strideHeight + 1,
                (width + 2 * padLeft - reachWidth) / strideWidth + 1, 32 * (1 + random.nextInt(2)));
        return new NaiveConvolution(1 + random.nextInt(4), x, y, kernelHeight, kernelWidth, strideHeight, strideWidth,
                padTop, padLeft, dilation, dilation, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {PooledRun.DIRECT, 2, 4})
    void foldsTheBatchNormalizationBetweenThem(int tile) {
        Random random = new Random(13);
        for (String kernels : ConvolutionRun.KERNELS) {
            NaiveConvolution shape = square(2, 9, 20);
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
            double[] all = shape.forward(doubles(x), doubles(w), doubles(b));
            for (int j = 0; j < all.length; j++) {
                int f = j % filters;
                all[j] = (all[j] - state[f]) / Math.sqrt(state[filters + f] + 1e-3) * gamma[f] + beta[f];
            }
            try (PooledRun run = new PooledRun(shape, tile, true, Tail.NONE, kernels, 2, shape.images())) {
                run.set(x, w, b);
                assertNear(kernels, PooledRun.largest(shape, all), run.inferFolded(gamma, beta, state, 1e-3f),
                        tolerance(tile));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PooledRun.DIRECT, 2, 4})
    void hasTheSameBitsForEveryNumberOfThreadsAndImages(int tile) {
        Random random = new Random(3);
        NaiveConvolution three = square(3, 21, 24);
        float[] x = values(random, three.images() * three.x().imageStride());
        float[] w = values(random, three.weights());
        float[] b = values(random, three.y().channels());
        for (String kernels : ConvolutionRun.KERNELS) {
            float[] first = null;
            for (int threads = 1; threads <= 4; threads++) {
                for (int images : new int[] {3, 1}) {
                    try (PooledRun run = new PooledRun(square(images, 21, 24), tile, true, Tail.NONE, kernels, threads,
                            images)) {
                        run.set(Arrays.copyOf(x, images * three.x().imageStride()), w, b);
                        float[] y = run.infer();
                        first = first == null ? y : first;
                        assertArrayEquals(Arrays.copyOf(first, y.length), y, kernels + ", " + threads + " threads");
                    }
                }
            }
        }
    }

    @Test
    void wantsNoResidual() {
        for (String kernels : ConvolutionRun.KERNELS) {
            assertThrows(IllegalArgumentException.class, () -> new PooledRun(square(1, 8, 3), PooledRun.DIRECT, true,
                    new Tail(ActivationKind.RELU, 0, true), kernels, 1, 1));
        }
    }

    @Test
    void wantsWholePanelsWhereWeightsArePacked() {
        NaiveConvolution ragged = new NaiveConvolution(1, new Layout(8, 8, 3), new Layout(8, 8, 33), 3, 3, 1, 1, 1, 1,
                1, 1, 1);
        assertThrows(IllegalArgumentException.class,
                () -> new PooledRun(ragged, PooledRun.DIRECT, true, Tail.NONE, "vector", 1, 1));
        new PooledRun(ragged, PooledRun.DIRECT, true, Tail.NONE, "loops", 1, 1).close();
    }

    static NaiveConvolution square(int images, int size, int channels) {
        return new NaiveConvolution(images, new Layout(size, size, channels), new Layout(size, size, 64), 3, 3, 1, 1, 1,
                1, 1, 1, 1);
    }
}
