package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.assertNear;
import static dev.cnnc.runtime.op.Numbers.doubles;
import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Convolutions of all forms and dense layers against their definition in double precision. */
class ConvolutionTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void agreesWithTheDefinitionOverRandomShapes(Kind kind) {
        Random random = new Random(7 + kind.ordinal());
        for (int i = 0; i < 80; i++) {
            NaiveConvolution shape = RandomShapes.next(kind, random);
            String kernels = ConvolutionRun.KERNELS.get(i % 2);
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
                assertNear(what + " y", expected, run.infer(residual ? add : null), 2e-5 * kind.rounding);
                assertTrue(run.guardsStand(), what + " infer wrote outside its tensors");
            }
            try (ConvolutionRun run = new ConvolutionRun(kind, shape, bias, new Tail(activation, 0, false), kernels,
                    threads, capacity)) {
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
                assertNear(what + " dx", dx, run.backward(dy, accumulate ? before : null), 2e-5 * kind.rounding);
                assertNear(what + " dw", shape.weightGradient(gradient, doubles(x)), run.weightGradient(),
                        1e-4 * kind.rounding);
                if (bias) {
                    assertNear(what + " db", shape.biasGradient(gradient), run.biasGradient(), 1e-4 * kind.rounding);
                }
                assertTrue(run.guardsStand(), what + " backward wrote outside its tensors");
                if (!accumulate) {
                    assertNear(what + " frozen dx", dx, run.backwardFrozen(dy), 2e-5 * kind.rounding);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void appliesAFusedActivationForwardAndBackward(Kind kind) {
        Random random = new Random(11);
        ActivationKind[] activations = {ActivationKind.RELU6, ActivationKind.LEAKY_RELU, ActivationKind.SIGMOID,
            ActivationKind.TANH};
        for (int i = 0; i < 24; i++) {
            NaiveConvolution shape = RandomShapes.next(kind, random);
            ActivationKind activation = activations[i % activations.length];
            String kernels = ConvolutionRun.KERNELS.get(i / 4 % 2);
            String what = kind + " " + shape + " " + activation + " " + kernels;
            float[] x = values(random, shape.images() * shape.x().imageStride());
            float[] w = values(random, shape.weights());
            float[] b = values(random, shape.y().channels());
            float[] dy = values(random, shape.images() * shape.y().imageStride());
            try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, new Tail(activation, 0.1f, false), kernels,
                    2, shape.images())) {
                run.set(x, w, b);
                double[] product = shape.forward(doubles(x), doubles(w), doubles(b));
                double[] expected = new double[product.length];
                double[] gradient = new double[product.length];
                for (int j = 0; j < expected.length; j++) {
                    expected[j] = activate(activation, product[j]);
                    gradient[j] = dy[j] * (activate(activation, product[j] + 1e-6)
                            - activate(activation, product[j] - 1e-6)) / 2e-6;
                }
                assertNear(what + " y", expected, run.forward(), 2e-5 * kind.rounding);
                assertNear(what + " inferred y", expected, run.infer(null), 2e-5 * kind.rounding);
                assertNear(what + " dx", shape.inputGradient(gradient, doubles(w)), run.backward(dy, null),
                        1e-4 * kind.rounding);
                assertNear(what + " dw", shape.weightGradient(gradient, doubles(x)), run.weightGradient(),
                        2e-4 * kind.rounding);
            }
        }
    }

    private static double activate(ActivationKind kind, double x) {
        return switch (kind) {
            case RELU6 -> Math.min(Math.max(x, 0), 6);
            case LEAKY_RELU -> x > 0 ? x : 0.1f * x;
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            default -> throw new IllegalArgumentException(kind.toString());
        };
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void foldsTheBatchNormalizationThatFollows(Kind kind) {
        Random random = new Random(13);
        for (int i = 0; i < 6; i++) {
            NaiveConvolution shape = RandomShapes.next(kind, random);
            int filters = shape.y().channels();
            float[] x = values(random, shape.images() * shape.x().imageStride());
            float[] w = values(random, shape.weights());
            float[] b = values(random, filters);
            float[] gamma = values(random, filters);
            float[] beta = values(random, filters);
            float[] state = values(random, 2 * filters);
            for (int f = filters; f < state.length; f++) {
                state[f] = Math.abs(state[f]);
            }
            double[] expected = shape.forward(doubles(x), doubles(w), doubles(b));
            for (int j = 0; j < expected.length; j++) {
                int f = j % filters;
                expected[j] = (expected[j] - state[f]) / Math.sqrt(state[filters + f] + 1e-3) * gamma[f] + beta[f];
            }
            try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, Tail.NONE,
                    ConvolutionRun.KERNELS.get(i % 2), 2, shape.images())) {
                run.set(x, w, b);
                assertNear(kind + " " + shape, expected, run.inferFolded(gamma, beta, state, 1e-3f),
                        5e-5 * kind.rounding);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theDefinitionsGradientsAreFiniteDifferences(Kind kind) {
        Random random = new Random(21);
        for (int i = 0; i < 4; i++) {
            NaiveConvolution shape = RandomShapes.next(kind, random);
            double[] x = doubles(values(random, shape.images() * shape.x().imageStride()));
            double[] w = doubles(values(random, shape.weights()));
            double[] b = doubles(values(random, shape.y().channels()));
            double[] dy = doubles(values(random, shape.images() * shape.y().imageStride()));
            assertDifferences(random, x, shape.inputGradient(dy, w), () -> dot(shape.forward(x, w, b), dy));
            assertDifferences(random, w, shape.weightGradient(dy, x), () -> dot(shape.forward(x, w, b), dy));
            assertDifferences(random, b, shape.biasGradient(dy), () -> dot(shape.forward(x, w, b), dy));
        }
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
}
