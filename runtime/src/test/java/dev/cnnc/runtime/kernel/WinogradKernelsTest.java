package dev.cnnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors' transforms have the bits of {@link ScalarWinograd}. */
class WinogradKernelsTest {
    private static final int SPARE = 64;

    private final WinogradKernels expected = new ScalarWinograd();
    private final Random random = new Random(7);

    @BeforeEach
    void needsVectors() {
        assumeTrue(KernelChoice.vectorAvailable());
    }

    @ParameterizedTest
    @CsvSource({"2, 16, 3", "2, 48, 2", "2, 21, 1", "4, 16, 3", "4, 48, 2", "4, 21, 1"})
    void inputsAndOutputsAreTransformedAlike(int tile, int n, int count) {
        int size = tile + 2;
        int width = n + SPARE;
        int plane = count * width;
        float[] x = numbers(size * size * plane);
        float[] some = numbers(size * size * plane);
        WinogradKernels kernels = vectors();
        float[] y = some.clone();
        float[] z = some.clone();
        expected.input(tile, x, 0, size * plane, plane, width, y, 0, plane, width, n, count);
        kernels.input(tile, x, 0, size * plane, plane, width, z, 0, plane, width, n, count);
        same(y, z, width, n);
        expected.output(tile, x, 0, plane, width, y, 0, tile * plane, plane, width, n, count);
        kernels.output(tile, x, 0, plane, width, z, 0, tile * plane, plane, width, n, count);
        same(y, z, width, n);
        int add = tile * tile * plane;
        expected.outputAdded(tile, add, x, 0, plane, width, y, 0, tile * plane, plane, width, n, count);
        kernels.outputAdded(tile, add, x, 0, plane, width, z, 0, tile * plane, plane, width, n, count);
        same(y, z, width, n);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 96})
    void poolsAndCombinationsAreAlike(int n) {
        float[] x = numbers(4 * 6 * n + SPARE);
        float[] y = new float[6 * n + SPARE];
        float[] z = new float[6 * n + SPARE];
        expected.largest(x, 0, 6 * n, n, y, 0, 3 * n, n, 2, 3, n);
        vectors().largest(x, 0, 6 * n, n, z, 0, 3 * n, n, 2, 3, n);
        same(y, z, y.length, 6 * n);
        expected.combine(0.25f, -2, 3, x, 5, 2 * n, y, 7, n);
        vectors().combine(0.25f, -2, 3, x, 5, 2 * n, z, 7, n);
        same(y, z, y.length, 7 + n);
    }

    private static WinogradKernels vectors() {
        return KernelChoice.named("vector").winograd();
    }

    /** What lies behind the {@code n} numbers of a pixel means nothing. */
    private static void same(float[] expected, float[] actual, int width, int n) {
        float[] y = expected.clone();
        float[] z = actual.clone();
        for (int i = 0; i < y.length; i++) {
            if (i % width >= n) {
                y[i] = 0;
                z[i] = 0;
            }
        }
        assertArrayEquals(y, z);
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() * 2 - 1;
        }
        return numbers;
    }
}
