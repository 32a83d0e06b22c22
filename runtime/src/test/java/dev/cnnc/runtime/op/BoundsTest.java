package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds keep infinities within them, and pass on any NaN, in every form in which convolutions apply them. */
class BoundsTest {
    private static final float OTHER_NAN = Float.intBitsToFloat(0xffc12345);
    private static final float[] SPECIAL = {Float.NaN, OTHER_NAN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE, -Float.MAX_VALUE};

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("1x1, two vectors", Kind.CONVOLUTION, shape(9, 6, 24, 64, 1, 1, 1)),
                Arguments.of("1x1, one vector", Kind.CONVOLUTION, shape(9, 6, 24, 16, 1, 1, 1)),
                Arguments.of("1x1, a ragged panel", Kind.CONVOLUTION, shape(9, 6, 7, 50, 1, 1, 1)),
                Arguments.of("depthwise with a border", Kind.DEPTHWISE, shape(9, 7, 40, 40, 3, 2, 40)),
                Arguments.of("depthwise", Kind.DEPTHWISE, shape(9, 7, 48, 48, 3, 1, 48)),
                Arguments.of("depthwise with steps", Kind.DEPTHWISE, shape(10, 8, 48, 48, 3, 2, 48)),
                Arguments.of("depthwise 5x5", Kind.DEPTHWISE, shape(9, 7, 48, 48, 5, 1, 48)));
    }

    private static NaiveConvolution shape(int height, int width, int channels, int filters, int kernel, int stride,
            int groups) {
        return new NaiveConvolution(1, new Layout(height, width, channels),
                new Layout((height + stride - 1) / stride, (width + stride - 1) / stride, filters), kernel, kernel,
                stride, stride, kernel / 2, kernel / 2, 1, 1, groups);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void infinitiesAreBoundedAndNanStays(String name, Kind kind, NaiveConvolution shape) {
        Random random = new Random(5);
        float[] x = Numbers.values(random, shape.x().imageStride());
        for (int i = 0; i < SPECIAL.length; i++) {
            x[1 + random.nextInt(x.length - 1)] = SPECIAL[i];
        }
        float[] w = Numbers.values(random, shape.weights());
        for (int i = 0; i < w.length; i++) {
            w[i] *= 8;
        }
        float[] bias = Numbers.values(random, shape.y().channels());
        float[] unbounded = run(kind, shape, ActivationKind.NONE, x, w, bias);
        int[] seen = new int[4];
        for (ActivationKind activation : new ActivationKind[] {ActivationKind.RELU, ActivationKind.RELU6}) {
            float[] bounded = run(kind, shape, activation, x, w, bias);
            for (int i = 0; i < bounded.length; i++) {
                float expected = Math.min(Math.max(unbounded[i], activation.low()), activation.high());
                assertEquals(expected, bounded[i], 0, name + ", " + activation + ", result " + i);
                seen[Float.isNaN(expected) ? 2 : Float.isInfinite(unbounded[i]) ? 1 : unbounded[i] > 6 ? 0 : 3]++;
            }
        }
        assertTrue(seen[0] > 0 && seen[1] > 0 && seen[2] > 0 && seen[3] > 0, "the numbers show all cases");
    }

    private static float[] run(Kind kind, NaiveConvolution shape, ActivationKind activation, float[] x, float[] w,
            float[] bias) {
        try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, new Tail(activation, 0, false), "vector", 1,
                1)) {
            run.set(x, w, bias);
            return run.infer(null);
        }
    }
}
