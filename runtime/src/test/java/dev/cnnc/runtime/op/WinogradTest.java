package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the tiles of a block come from makes no difference to any of them; and when there are none. */
class WinogradTest {
    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"WINOGRAD_2", "WINOGRAD_4"})
    void hasTheSameBitsForEveryNumberOfThreadsAndImages(Kind kind) {
        Random random = new Random(3);
        NaiveConvolution three = square(3, 21, 24, 80);
        float[] x = values(random, three.images() * three.x().imageStride());
        float[] w = values(random, three.weights());
        float[] b = values(random, three.y().channels());
        for (String kernels : ConvolutionRun.KERNELS) {
            float[] first = null;
            for (int threads = 1; threads <= 4; threads++) {
                for (int images : new int[] {3, 1}) {
                    try (ConvolutionRun run = new ConvolutionRun(kind, square(images, 21, 24, 80), true, Tail.NONE,
                            kernels, threads, images)) {
                        run.set(Arrays.copyOf(x, images * three.x().imageStride()), w, b);
                        float[] y = run.infer(null);
                        first = first == null ? y : first;
                        assertArrayEquals(Arrays.copyOf(first, y.length), y, kernels + " " + threads);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"WINOGRAD_2", "WINOGRAD_4"})
    void isDirectWithKernelsThatHaveNoTransforms(Kind kind) {
        Random random = new Random(5);
        NaiveConvolution shape = square(2, 9, 10, 24);
        float[] x = values(random, shape.images() * shape.x().imageStride());
        float[] w = values(random, shape.weights());
        float[] b = values(random, shape.y().channels());
        float[] add = values(random, shape.images() * shape.y().imageStride());
        for (float[] residual : new float[][] {null, add}) {
            for (String kernels : ConvolutionRun.KERNELS) {
                float[] direct = infer(Kind.CONVOLUTION, shape, kernels, x, w, b, residual);
                float[] tiled = infer(kind, shape, kernels, x, w, b, residual);
                assertEquals(kernels.equals("loops"), Arrays.equals(direct, tiled), kernels);
            }
        }
        try (ConvolutionRun direct = new ConvolutionRun(Kind.CONVOLUTION, shape, true, Tail.NONE, "loops", 2, 2);
                ConvolutionRun tiled = new ConvolutionRun(kind, shape, true, Tail.NONE, "loops", 2, 2)) {
            direct.set(x, w, b);
            tiled.set(x, w, b);
            assertArrayEquals(direct.forward(), tiled.forward());
            assertArrayEquals(direct.backward(add, null), tiled.backward(add, null));
        }
    }

    private static float[] infer(Kind kind, NaiveConvolution shape, String kernels, float[] x, float[] w, float[] b,
            float[] residual) {
        Tail tail = new Tail(ActivationKind.RELU, 0, residual != null);
        try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, tail, kernels, 2, shape.images())) {
            run.set(x, w, b);
            return run.infer(residual).clone();
        }
    }

    private static NaiveConvolution square(int images, int size, int channels, int filters) {
        return new NaiveConvolution(images, new Layout(size, size, channels), new Layout(size, size, filters), 3, 3, 1,
                1, 1, 1, 1, 1, 1);
    }
}
