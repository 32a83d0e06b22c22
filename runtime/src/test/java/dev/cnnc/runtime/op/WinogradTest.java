package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the tiles of a block come from makes no difference to any of them. */
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

    private static NaiveConvolution square(int images, int size, int channels, int filters) {
        return new NaiveConvolution(images, new Layout(size, size, channels), new Layout(size, size, filters), 3, 3, 1,
                1, 1, 1, 1, 1, 1);
    }
}
