package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.assertNear;
import static dev.cnnc.runtime.op.Numbers.doubles;
import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes for which a product has a way of its own, and which random shapes seldom meet. */
class ConvolutionPathsTest {
    private static Arguments shape(String why, Kind kind, int images, int height, int width, int channels, int filters,
            int kernel, int stride, int pad, int groups) {
        Layout x = new Layout(height, width, channels);
        Layout y = new Layout((height + 2 * pad - kernel) / stride + 1, (width + 2 * pad - kernel) / stride + 1,
                filters);
        return Arguments.of(why, kind, new NaiveConvolution(images, x, y, kernel, kernel, stride, stride, pad, pad, 1,
                1, groups));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("pixels 4 KB apart", Kind.CONVOLUTION, 3, 5, 3, 1024, 70, 1, 1, 0, 1),
                shape("every other pixel, 4 KB apart", Kind.CONVOLUTION, 2, 7, 9, 512, 64, 1, 2, 0, 1),
                shape("3x3, every other pixel, 4 KB apart", Kind.CONVOLUTION, 1, 6, 7, 512, 64, 3, 2, 1, 1),
                shape("3x3, pixels 4 KB apart, several images", Kind.CONVOLUTION, 3, 3, 4, 1024, 64, 3, 1, 1, 1),
                shape("weights that are fetched, pixels 4 KB apart", Kind.CONVOLUTION, 1, 5, 6, 1024, 288, 1, 1, 0, 1),
                shape("weights that are fetched, a ragged panel", Kind.CONVOLUTION, 1, 7, 7, 640, 430, 1, 1, 0, 1),
                shape("weights that are fetched, tiles of 2x2", Kind.WINOGRAD_2, 1, 9, 13, 136, 128, 3, 1, 1, 1),
                shape("1x1, all tiles", Kind.CONVOLUTION, 2, 7, 7, 20, 96, 1, 1, 0, 1),
                shape("1x1, a ragged panel", Kind.CONVOLUTION, 1, 6, 5, 17, 75, 1, 1, 0, 1),
                shape("1x1, more than a vector of filters", Kind.CONVOLUTION, 2, 6, 5, 17, 24, 1, 1, 0, 1),
                shape("1x1, runs of pixels across rows", Kind.CONVOLUTION, 3, 28, 26, 20, 18, 1, 1, 0, 1),
                shape("1x1, an image in bands", Kind.CONVOLUTION, 1, 28, 26, 20, 40, 1, 1, 0, 1),
                shape("1x1, rows that no run is longer than", Kind.CONVOLUTION, 5, 13, 13, 9, 16, 1, 1, 0, 1),
                shape("1x1, shares of channels", Kind.CONVOLUTION, 4, 16, 16, 240, 70, 1, 1, 0, 1),
                shape("1x1, many results of many terms", Kind.CONVOLUTION, 1, 16, 17, 130, 70, 1, 1, 0, 1),
                shape("two pixels together, many results", Kind.CONVOLUTION, 1, 33, 37, 16, 16, 3, 1, 1, 1),
                shape("3x3, chunks of several images", Kind.CONVOLUTION, 17, 7, 7, 8, 8, 3, 1, 1, 1),
                shape("more filters than two blocks have", Kind.CONVOLUTION, 1, 4, 5, 7, 1100, 1, 1, 0, 1),
                shape("more pixels than a block has", Kind.CONVOLUTION, 3, 26, 25, 5, 260, 1, 1, 0, 1),
                shape("five pixels together", Kind.CONVOLUTION, 2, 28, 28, 1, 6, 5, 1, 2, 1),
                shape("two pixels together", Kind.CONVOLUTION, 3, 9, 11, 6, 16, 5, 1, 0, 1),
                shape("pixels together with steps", Kind.CONVOLUTION, 1, 21, 19, 3, 7, 5, 2, 2, 1),
                shape("one row, whole panels", Kind.DENSE, 1, 1, 1, 50, 128, 1, 1, 0, 1),
                shape("one row, a ragged panel", Kind.DENSE, 1, 1, 1, 41, 200, 1, 1, 0, 1),
                shape("one row, more panels than are computed aside", Kind.DENSE, 1, 1, 1, 3, 1900, 1, 1, 0, 1),
                shape("two rows", Kind.DENSE, 2, 1, 1, 50, 70, 1, 1, 0, 1),
                shape("more rows than outputs", Kind.DENSE, 37, 1, 1, 21, 30, 1, 1, 0, 1),
                shape("many weights", Kind.DENSE, 35, 1, 1, 1088, 1000, 1, 1, 0, 1),
                shape("many weights, rows 4 KB apart", Kind.DENSE, 5, 1, 1, 1024, 1030, 1, 1, 0, 1),
                shape("rows of 3x3", Kind.DEPTHWISE, 2, 13, 9, 40, 40, 3, 1, 1, 40),
                shape("rows of 3x3 with steps", Kind.DEPTHWISE, 2, 14, 11, 32, 32, 3, 2, 1, 32),
                shape("3x3 without a border", Kind.DEPTHWISE, 2, 13, 9, 32, 32, 3, 1, 1, 32),
                shape("3x3, pixels 2 KB apart", Kind.DEPTHWISE, 1, 5, 10, 512, 512, 3, 1, 1, 512),
                shape("3x3 without a border, several strips", Kind.DEPTHWISE, 2, 7, 41, 32, 32, 3, 1, 1, 32),
                shape("3x3 with steps, several strips", Kind.DEPTHWISE, 1, 10, 74, 32, 32, 3, 2, 1, 32),
                shape("3x3 without a border, two pixels", Kind.DEPTHWISE, 3, 2, 2, 16, 16, 3, 1, 1, 16),
                shape("3x3 with steps, without a border", Kind.DEPTHWISE, 2, 14, 12, 32, 32, 3, 2, 1, 32),
                shape("3x3 with steps and one row too few", Kind.DEPTHWISE, 2, 2, 4, 16, 16, 3, 2, 1, 16),
                shape("more channels than lanes", Kind.DEPTHWISE, 1, 4, 5, 1040, 1040, 3, 1, 1, 1040),
                shape("more channels than lanes, with steps", Kind.DEPTHWISE, 2, 6, 4, 528, 528, 3, 2, 1, 528),
                shape("5x5", Kind.DEPTHWISE, 2, 9, 8, 48, 48, 5, 1, 2, 48),
                shape("3x3 with two filters a channel", Kind.DEPTHWISE, 1, 8, 8, 9, 18, 3, 1, 0, 9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void agreesWithTheDefinition(String why, Kind kind, NaiveConvolution shape) {
        Random random = new Random(3);
        float[] x = values(random, shape.images() * shape.x().imageStride());
        float[] w = values(random, shape.weights());
        float[] b = values(random, shape.y().channels());
        float[] add = values(random, shape.images() * shape.y().imageStride());
        float[] before = values(random, x.length);
        // The rounding error of a sum grows with its terms.
        double near = 2e-5 * Math.max(1, shape.weights() / shape.y().channels() / 1000.0);
        double[] product = shape.forward(doubles(x), doubles(w), doubles(b));
        double[] dx = shape.inputGradient(doubles(add), doubles(w));
        double[] dw = shape.weightGradient(doubles(add), doubles(x));
        for (int i = 0; i < dx.length; i++) {
            dx[i] += before[i];
        }
        for (String kernels : ConvolutionRun.KERNELS) {
            for (ActivationKind activation : new ActivationKind[] {ActivationKind.NONE, ActivationKind.RELU,
                ActivationKind.RELU6}) {
                for (int threads = 1; threads <= 3; threads++) {
                    for (boolean residual : new boolean[] {false, true}) {
                        String what = why + ", " + kernels + ", " + activation + ", threads " + threads + ", residual "
                                + residual;
                        double[] expected = product.clone();
                        for (int i = 0; i < expected.length; i++) {
                            double sum = expected[i] + (residual ? add[i] : 0);
                            expected[i] = Math.min(Math.max(sum, activation.low()), activation.high());
                        }
                        try (ConvolutionRun run = new ConvolutionRun(kind, shape, true,
                                new Tail(activation, 0, residual), kernels, threads, shape.images())) {
                            run.set(x, w, b);
                            assertNear(what, expected, run.infer(residual ? add : null), near);
                            assertTrue(run.guardsStand(), what);
                        }
                    }
                }
            }
            try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, Tail.NONE, kernels, 2, shape.images())) {
                run.set(x, w, b);
                assertNear(why + ", " + kernels + ", trained y", product, run.forward(), near);
                assertNear(why + ", " + kernels + ", dx", dx, run.backward(add, before), near);
                assertNear(why + ", " + kernels + ", dw", dw, run.weightGradient(), 1e-4);
                assertNear(why + ", " + kernels + ", db", shape.biasGradient(doubles(add)), run.biasGradient(), 1e-4);
                assertTrue(run.guardsStand(), why);
            }
        }
    }
}
