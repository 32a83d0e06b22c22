package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.reference.ReferenceCases.BACKWARD;
import static dev.cnnc.runtime.reference.ReferenceCases.FORWARD;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.reference.ReferenceCases;
import dev.cnnc.runtime.reference.ReferenceCases.Case;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Losses of probabilities, and what weights of classes make of every loss. */
class LossTest {
    private static final int CLASSES = 4;
    private static final int[] LABELS = {2, 0, 2, 3, 1};
    private static final float[] CLASS_WEIGHTS = {0.5f, 2, 0, 3};
    private static final float[] PROBABILITIES = {
        0.1f, 0.2f, 0.3f, 0.4f, 0.7f, 0.1f, 0.15f, 0.05f, 0.25f, 0.25f, 0.25f, 0.25f, 0.01f, 0.9f, 0.04f, 0.05f,
        0.3f, 0.3f, 0.2f, 0.2f};
    private static final float[] SCORES = {
        1, -2, 0.5f, 3, 0, 0.25f, -1.3f, 2, 4, -4, 1.5f, 0.75f, -0.5f, 0.1f, 0.2f, 1.2f, -3, 2.5f, 0.3f, -0.7f};

    /** A loss and what it gives for a batch. */
    private record Batch(ImageLoss loss, TestBench bench) {
        double mean() {
            bench.workspace.clearLoss();
            loss.forward(bench.offset(0));
            return bench.workspace.lossSum() / bench.workspace.count();
        }

        float[] gradient() {
            loss.backward(bench.offset(0), bench.offset(1), false);
            return bench.get(1);
        }
    }

    private static <T> T with(float[] values, float[] classWeights, Function<Workspace, ImageLoss> make,
            Function<Batch, T> use) {
        try (TestBench bench = new TestBench("loops", 2, LABELS.length, 0, CLASSES, CLASSES)) {
            bench.put(0, values);
            Workspace w = bench.workspace;
            System.arraycopy(LABELS, 0, w.labels(), 0, LABELS.length);
            float[] targets = new float[values.length];
            for (int i = 0; i < LABELS.length; i++) {
                targets[i * CLASSES + LABELS[i]] = 1;
            }
            w.targets(targets);
            w.classWeights(classWeights);
            return use.apply(new Batch(make.apply(w), bench));
        }
    }

    @Test
    void theLossOfAMixtureIsTheMixtureOfTheLosses() {
        for (Function<Workspace, ImageLoss> make : List.<Function<Workspace, ImageLoss>>of(
                w -> new SoftmaxCrossEntropy(w, CLASSES, 0, 1), w -> new SoftmaxCrossEntropy(w, CLASSES, 0.1f, 1),
                w -> new CrossEntropy(w, CLASSES, 0, 1))) {
            float[] shares = {0.5f, 0.6f, 0.75f, 0.9f, 1};
            double expected = 0;
            float[] gradients = new float[PROBABILITIES.length];
            for (int i = 0; i < LABELS.length; i++) {
                for (int label : new int[] {LABELS[i], (LABELS[i] + 1) % CLASSES}) {
                    float share = label == LABELS[i] ? shares[i] : 1 - shares[i];
                    float[] alone = Arrays.copyOfRange(PROBABILITIES, i * CLASSES, (i + 1) * CLASSES);
                    try (TestBench bench = new TestBench("loops", 1, 1, 0, CLASSES, CLASSES)) {
                        bench.put(0, alone);
                        bench.workspace.labels()[0] = label;
                        Batch one = new Batch(make.apply(bench.workspace), bench);
                        expected += share * one.mean() / LABELS.length;
                        float[] gradient = one.gradient();
                        for (int c = 0; c < CLASSES; c++) {
                            gradients[i * CLASSES + c] += share * gradient[c] / LABELS.length;
                        }
                    }
                }
            }
            double mean = expected;
            with(PROBABILITIES, new float[0], w -> {
                w.mix();
                for (int i = 0; i < LABELS.length; i++) {
                    w.otherLabels()[i] = (LABELS[i] + 1) % CLASSES;
                    w.shares()[i] = shares[i];
                }
                return make.apply(w);
            }, batch -> {
                assertEquals(mean, batch.mean(), 1e-6);
                assertArrayEquals(gradients, batch.gradient(), 1e-6f);
                return null;
            });
        }
    }

    @Test
    void aCrossEntropyOfProbabilitiesAgreesWithTheReference() {
        Case c = ReferenceCases.of("categorical_cross_entropy").get(0);
        int rows = c.tensor("x").size(0);
        int classes = c.tensor("x").size(1);
        float[] targets = c.tensor("target").values();
        double loss = 0;
        float[] gradients = new float[rows * classes];
        // The reference has targets that are spread over the classes, in which the loss is linear.
        try (TestBench bench = new TestBench("loops", 1, rows, 0, classes, classes)) {
            bench.put(0, c.tensor("x").values());
            CrossEntropy entropy = new CrossEntropy(bench.workspace, classes, 0, 1);
            for (int label = 0; label < classes; label++) {
                Arrays.fill(bench.workspace.labels(), label);
                entropy.backward(bench.offset(0), bench.offset(1), false);
                float[] gradient = bench.get(1);
                for (int row = 0; row < rows; row++) {
                    float target = targets[row * classes + label];
                    loss += target * CrossEntropy.of(c.tensor("x").values()[row * classes + label]) / rows;
                    for (int i = 0; i < classes; i++) {
                        gradients[row * classes + i] += target * gradient[row * classes + i];
                    }
                }
            }
        }
        ReferenceCases.assertClose("loss", c.tensor("y").values(), new float[] {(float) loss}, 0, FORWARD);
        ReferenceCases.assertClose("dx", c.tensor("dx").values(), gradients, 0, BACKWARD);
    }

    @Test
    void aProbabilityOfZeroOrOneHasAFiniteLossAndAGradientThatLeadsAway() {
        float[] certain = new float[LABELS.length * CLASSES];
        for (int i = 0; i < LABELS.length; i++) {
            certain[i * CLASSES + (LABELS[i] + 1) % CLASSES] = 1;
        }
        with(certain, new float[0], w -> new CrossEntropy(w, CLASSES, 0, 1), batch -> {
            assertEquals(-Math.log(1e-7), batch.mean(), 1e-9);
            assertEquals(-1e7 / LABELS.length, batch.gradient()[LABELS[0]], 1);
            return null;
        });
        with(certain, new float[0], w -> new ProbabilityBinaryCrossEntropy(w, CLASSES, 1), batch -> {
            assertEquals(-2 * Math.log(1e-7) / CLASSES, batch.mean(), 1e-6);
            assertTrue(batch.gradient()[LABELS[0]] < -1e5 && batch.gradient()[LABELS[0] + 1] > 1e5);
            return null;
        });
        certain[LABELS[0]] = Float.NaN;
        assertTrue(Double.isNaN(with(certain, new float[0], w -> new CrossEntropy(w, CLASSES, 0, 1), Batch::mean)));
    }

    /** {@code -sum over c of w[c] t[c] log p[c]}, over {@code sum of w[label]}: PyTorch's CrossEntropyLoss. */
    private static double weightedCrossEntropy(double[] p, double smoothing, float[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < LABELS.length; i++) {
            all += weights[LABELS[i]];
            sum -= (1 - smoothing) * weights[LABELS[i]] * Math.log(p[i * CLASSES + LABELS[i]]);
            for (int c = 0; c < CLASSES; c++) {
                sum -= smoothing / CLASSES * weights[c] * Math.log(p[i * CLASSES + c]);
            }
        }
        return sum / all;
    }

    private static double[] softmax(float[] scores) {
        double[] p = new double[scores.length];
        for (int i = 0; i < scores.length; i += CLASSES) {
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                sum += Math.exp(scores[i + c]);
            }
            for (int c = 0; c < CLASSES; c++) {
                p[i + c] = Math.exp(scores[i + c]) / sum;
            }
        }
        return p;
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    @Test
    void weightsOfClassesAndSmoothingTogetherAreThoseOfPyTorch() {
        for (float smoothing : new float[] {0, 0.2f}) {
            for (float[] weights : new float[][] {CLASS_WEIGHTS, {1, 1, 1, 1}}) {
                check(SCORES, weights, w -> new SoftmaxCrossEntropy(w, CLASSES, smoothing, 0.7f),
                        x -> 0.7 * weightedCrossEntropy(softmax(x), smoothing, weights), 2e-3f);
                check(PROBABILITIES, weights, w -> new CrossEntropy(w, CLASSES, smoothing, 0.7f),
                        x -> 0.7 * weightedCrossEntropy(doubles(x), smoothing, weights), 2e-4f);
            }
        }
    }

    @Test
    void everyLossIsTheWeightedMeanOverTheImages() {
        checkOfTargets(SCORES, w -> new MeanSquaredError(w, CLASSES, 0.7f), MeanSquaredError::of);
        checkOfTargets(SCORES, w -> new MeanAbsoluteError(w, CLASSES, 0.7f), MeanAbsoluteError::of);
        checkOfTargets(SCORES, w -> new HingeLoss(w, CLASSES, 0.7f), HingeLoss::of);
        checkOfTargets(SCORES, w -> new BinaryCrossEntropy(w, CLASSES, 0.7f), BinaryCrossEntropy::of);
        checkOfTargets(PROBABILITIES, w -> new ProbabilityBinaryCrossEntropy(w, CLASSES, 0.7f),
                (p, t) -> -t * Math.log(p) - (1 - t) * Math.log(1 - p));
        for (float delta : new float[] {0.6f, 2.5f}) {
            checkOfTargets(SCORES, w -> new HuberLoss(w, CLASSES, 0.7f, delta), (x, t) -> {
                double d = Math.abs(x - t);
                return d < delta ? d * d / 2 : delta * (d - delta / 2);
            });
        }
    }

    private interface OfValue {
        double loss(double x, double target);
    }

    private static void checkOfTargets(float[] values, Function<Workspace, ImageLoss> make, OfValue one) {
        check(values, CLASS_WEIGHTS, make, x -> {
            double sum = 0;
            double all = 0;
            for (int i = 0; i < LABELS.length; i++) {
                double image = 0;
                for (int c = 0; c < CLASSES; c++) {
                    image += one.loss(x[i * CLASSES + c], c == LABELS[i] ? 1 : 0) / CLASSES;
                }
                sum += CLASS_WEIGHTS[LABELS[i]] * image;
                all += CLASS_WEIGHTS[LABELS[i]];
            }
            return 0.7 * sum / all;
        }, 2e-3f);
    }

    /** The value against another computation, the gradient against central differences of that computation. */
    private static void check(float[] values, float[] weights, Function<Workspace, ImageLoss> make,
            ToDoubleFunction<float[]> expected, float step) {
        with(values, weights, make, batch -> {
            assertEquals(expected.applyAsDouble(values), batch.mean(), 1e-6);
            float[] gradient = batch.gradient();
            for (int i = 0; i < values.length; i++) {
                float[] moved = values.clone();
                moved[i] = values[i] + step;
                double above = expected.applyAsDouble(moved);
                double up = moved[i];
                moved[i] = values[i] - step;
                double slope = (above - expected.applyAsDouble(moved)) / (up - moved[i]);
                assertEquals(slope, gradient[i], 1e-3 * (1 + Math.abs(slope)), "element " + i);
            }
            return null;
        });
    }

    @Test
    void aBatchOfClassesWithoutWeightTeachesNothing() {
        float[] none = new float[CLASSES];
        with(SCORES, none, w -> new SoftmaxCrossEntropy(w, CLASSES, 0, 1), batch -> {
            assertEquals(0, batch.mean());
            assertArrayEquals(new float[SCORES.length], batch.gradient());
            return null;
        });
    }

    @Test
    void aLabelThatIsNoClassIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> with(new float[] {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0}, new float[0],
                        w -> new CrossEntropy(w, 2, 0, 1), Batch::mean));
    }
}
