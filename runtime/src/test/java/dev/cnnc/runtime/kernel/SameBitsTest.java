package dev.cnnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vectors and plain loops give the same bits on any input: all magnitudes, zeros, infinities and NaN among them. */
class SameBitsTest {
    private static final float[] SPECIAL = {0, -0.0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, 3, -3, 6, 1, -1, 88.7f, -87.5f, 89, -104};
    private static final int N = 5000;

    private final ElementKernels loops = new LoopElements();
    private final float[] x = new float[N];

    @BeforeEach
    void fill() {
        Random random = new Random(7);
        for (int i = 0; i < N; i++) {
            x[i] = i < 2000 ? (float) random.nextGaussian() * 5 : Float.intBitsToFloat(random.nextInt());
        }
        System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
    }

    private static ElementKernels vectors() {
        assumeTrue(KernelChoice.vectorAvailable(), "the Vector API is not in this JVM");
        return KernelChoice.named("vector").elements();
    }

    /** All NaNs count as one. */
    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }

    @ParameterizedTest
    @EnumSource
    void activationsHaveTheSameBits(ActivationKind kind) {
        assertSameActivations(kind);
    }

    /** A block with a NaN may take another way. */
    @ParameterizedTest
    @EnumSource
    void activationsHaveTheSameBitsWithoutNaN(ActivationKind kind) {
        for (int i = 0; i < N; i++) {
            x[i] = Float.isNaN(x[i]) ? 0.5f : x[i];
        }
        assertSameActivations(kind);
    }

    private void assertSameActivations(ActivationKind kind) {
        float[] expected = new float[N];
        loops.activateTo(kind, 0.3f, x, 0, expected, 0, N);
        float[] actual = new float[N];
        vectors().activateTo(kind, 0.3f, x, 0, actual, 0, N);
        assertArrayEquals(bits(expected), bits(actual));
        float[] inPlace = x.clone();
        vectors().activate(kind, 0.3f, inPlace, 3, N - 3);
        float[] expectedInPlace = expected.clone();
        System.arraycopy(x, 0, expectedInPlace, 0, 3);
        assertArrayEquals(bits(expectedInPlace), bits(inPlace));
    }

    @ParameterizedTest
    @EnumSource
    void derivativesHaveTheSameBits(ActivationKind kind) {
        float[] expected = new float[N];
        Arrays.fill(expected, 1.5f);
        float[] actual = expected.clone();
        loops.derivative(kind, 0.3f, x, 0, x, 0, expected, 0, N);
        vectors().derivative(kind, 0.3f, x, 0, x, 0, actual, 0, N);
        assertArrayEquals(bits(expected), bits(actual));
    }

    @Test
    void exponentialsAndDropoutHaveTheSameBits() {
        float[] expected = new float[N];
        float[] actual = new float[N];
        loops.expMinus(x, 0, 1.25f, expected, 0, N);
        vectors().expMinus(x, 0, 1.25f, actual, 0, N);
        assertArrayEquals(bits(expected), bits(actual));
        loops.dropout(x, 0, expected, 0, N, 77, 123456789, -987654321, 1 << 22, 4 / 3f);
        vectors().dropout(x, 0, actual, 0, N, 77, 123456789, -987654321, 1 << 22, 4 / 3f);
        assertArrayEquals(bits(expected), bits(actual));
    }

    @Test
    void arithmeticHasTheSameBits() {
        ElementKernels vectors = vectors();
        float[] expected = x.clone();
        float[] actual = x.clone();
        for (ElementKernels kernels : new ElementKernels[] {loops, vectors}) {
            float[] y = kernels == loops ? expected : actual;
            kernels.scaleAdd(x, 1, 0.7f, y, 0, N - 1);
            kernels.multiplyAdd(x, 2, x, 1, y, 0, N - 2);
            kernels.multiply(x, 5, y, 0, y, 0, 1000);
            kernels.scale(y, 0, 1e-3f, y, 0, N);
            kernels.affine(y, 3, x, x, y, 3, N - 3);
            kernels.standardise(y, 0, 0.3f, 1.7f, y, 0, N);
            kernels.addTo(x, 0, y, 0, N);
        }
        assertArrayEquals(bits(expected), bits(actual));
    }

    @Test
    void powersHaveTheSameBits() {
        float[] positive = new float[N];
        for (int i = 0; i < N; i++) {
            positive[i] = Math.max(Float.MIN_NORMAL, Math.abs(x[i]));
        }
        for (float exponent : new float[] {-0.75f, -1.75f, 0, 0.5f, 3}) {
            float[] expected = new float[N];
            float[] actual = new float[N];
            loops.power(positive, 0, 1.5f, 1e-3f, exponent, expected, 0, N);
            vectors().power(positive, 0, 1.5f, 1e-3f, exponent, actual, 0, N);
            assertArrayEquals(bits(expected), bits(actual));
        }
    }
}
