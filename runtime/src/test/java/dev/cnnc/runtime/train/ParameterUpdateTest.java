package dev.cnnc.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.runtime.parallel.WorkerPool;
import dev.cnnc.runtime.train.optimiser.Adam;
import dev.cnnc.runtime.train.optimiser.Lamb;
import dev.cnnc.runtime.train.optimiser.Sgd;
import dev.cnnc.runtime.train.optimiser.WeightDecay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParameterUpdateTest {
    private static final int SIZE = 100_003;

    @Test
    void threadsDoNotChangeABit() {
        assertArrayEquals(trained(1), trained(3));
    }

    @Test
    void eachRangeIsUpdatedOnceAndWithItsOwnDecay() {
        float[] parameters = new float[SIZE];
        Arrays.fill(parameters, 1);
        try (WorkerPool workers = new WorkerPool(2)) {
            ParameterUpdate update = new ParameterUpdate(new Sgd(1, 0, false, WeightDecay.coupled(1)).rule(SIZE), workers, parameters,
                    new float[SIZE], List.of(new ParameterUpdate.Range(0, 10, true),
                            new ParameterUpdate.Range(10, 20, true), new ParameterUpdate.Range(20, 50_000, false),
                            new ParameterUpdate.Range(60_000, SIZE, true)), Clipping.NONE, null);
            update.step(0.5);
        }
        for (int i = 0; i < SIZE; i++) {
            boolean decays = i < 20 || i >= 60_000;
            assertEquals(decays ? 0.5f : 1, parameters[i], "parameter " + i);
        }
    }

    @Test
    void aRangeHasItsOwnLearningRate() {
        float[] parameters = {4, 4, 4};
        try (WorkerPool workers = new WorkerPool(1)) {
            new ParameterUpdate(new Sgd(1, 0, false, WeightDecay.decoupled(0.5)).rule(3), workers, parameters,
                    new float[] {1, 1, 1}, List.of(new ParameterUpdate.Range(0, 1, true, 0, 0, 1, MaxNorm.NONE),
                            new ParameterUpdate.Range(1, 2, true, 0, 0, 0.25f, MaxNorm.NONE),
                            new ParameterUpdate.Range(2, 3, false, 0, 0, 2, MaxNorm.NONE)), Clipping.NONE, null).step(1);
        }
        // (1 - rate / 2) w - rate
        assertArrayEquals(new float[] {1, 3.25f, 2}, parameters);
    }

    @Test
    void regularisationPullsAtEachRangeWithItsOwnRates() {
        float[] parameters = {2, -2, 0, 2, -2, 0, 2, -2};
        float[] gradients = {1, 1, 1, 1, 1, 1, 1, 1};
        try (WorkerPool workers = new WorkerPool(1)) {
            new ParameterUpdate(new Sgd(1, 0, false, WeightDecay.NONE).rule(8), workers, parameters, gradients,
                    List.of(new ParameterUpdate.Range(0, 3, true, 0.5f, 0),
                            new ParameterUpdate.Range(3, 6, true, 0, 0.25f),
                            new ParameterUpdate.Range(6, 8, true)), Clipping.NONE, null).step(1);
        }
        // w - (1 + l1 sign(w) + 2 l2 w)
        assertArrayEquals(new float[] {0.5f, -2.5f, -1, 0, -2, -1, 1, -3}, parameters);
    }

    @Test
    void aGradientThatIsTooLongKeepsItsDirection() {
        float[] parameters = new float[4];
        float[] gradients = {3, 0, 0, 4};
        try (WorkerPool workers = new WorkerPool(1)) {
            ParameterUpdate update = update(workers, parameters, gradients, new Clipping(1, 0));
            update.step(1);
            assertArrayEquals(new float[] {-0.6f, 0, 0, -0.8f}, parameters, 1e-6f);
            update.step(1);
            assertArrayEquals(new float[] {-1.2f, 0, 0, -1.6f}, parameters, 2e-6f);
        }
    }

    @Test
    void whatRegularisationAddsCountsInTheNorm() {
        float[] parameters = {0, 2};
        float[] gradients = {3, 0};
        try (WorkerPool workers = new WorkerPool(1)) {
            new ParameterUpdate(new Sgd(1, 0, false, WeightDecay.NONE).rule(2), workers, parameters, gradients,
                    List.of(new ParameterUpdate.Range(0, 2, true, 0, 1)), new Clipping(1, 0), null).step(1);
        }
        // The gradient is 3 and 2 * 2.
        assertArrayEquals(new float[] {-0.6f, 1.2f}, parameters, 1e-6f);
    }

    @Test
    void aShortGradientStaysAndSingleNumbersAreBounded() {
        float[] parameters = new float[4];
        float[] gradients = {3, 0, -0.25f, -4};
        try (WorkerPool workers = new WorkerPool(1)) {
            update(workers, parameters, gradients, new Clipping(100, 0.5)).step(1);
        }
        assertArrayEquals(new float[] {-0.5f, 0, 0.25f, 0.5f}, parameters);
    }

    @Test
    void theAverageForgetsItsBeginningSoonAndLaterKeepsItsShare() {
        float[] parameters = {1};
        MovingAverage average = new MovingAverage(0.25, parameters);
        try (WorkerPool workers = new WorkerPool(1)) {
            ParameterUpdate update = new ParameterUpdate(new Sgd(1, 0, false, WeightDecay.NONE).rule(1), workers,
                    parameters, new float[] {1}, List.of(new ParameterUpdate.Range(0, 1, true)), Clipping.NONE,
                    average);
            update.step(1);
            // 2/11 of 1, and 9/11 of 0.
            assertEquals(2 / 11.0, average.values()[0], 1e-7);
            update.step(1);
            // (1 + 2) / (10 + 2) is 0.25 too.
            assertEquals(0.25 * 2 / 11 - 0.75, average.values()[0], 1e-7);
            update.step(1);
            assertEquals(0.25 * (0.25 * 2 / 11 - 0.75) - 0.75 * 2, average.values()[0], 1e-6);
        }
        assertThrows(IllegalArgumentException.class, () -> new MovingAverage(1, parameters));
    }

    @Test
    void theGradientOfALargeBatchIsTheMeanOverItsParts() {
        float[] gradients = new float[40_000];
        try (WorkerPool workers = new WorkerPool(2)) {
            GradientSum sum = new GradientSum(workers, gradients);
            for (int batch = 0; batch < 2; batch++) {
                Arrays.fill(gradients, 4);
                sum.add(0.75, true);
                Arrays.fill(gradients, -8);
                sum.add(0.25, false);
                for (float each : sum.sum()) {
                    assertEquals(1, each);
                }
            }
        }
    }

    private static ParameterUpdate update(WorkerPool workers, float[] parameters, float[] gradients,
            Clipping clipping) {
        return new ParameterUpdate(new Sgd(1, 0, false, WeightDecay.NONE).rule(parameters.length), workers, parameters,
                gradients, List.of(new ParameterUpdate.Range(0, parameters.length, true)), clipping, null);
    }

    private static float[] trained(int threads) {
        Random random = new Random(1);
        float[] parameters = new float[SIZE];
        float[] gradients = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            parameters[i] = (float) random.nextGaussian();
        }
        MovingAverage average = new MovingAverage(0.9, parameters);
        try (WorkerPool workers = new WorkerPool(threads)) {
            ParameterUpdate update = new ParameterUpdate(
                    new Adam(0.01, 0.9, 0.999, 1e-8, WeightDecay.coupled(1e-4)).rule(SIZE), workers, parameters,
                    gradients, List.of(new ParameterUpdate.Range(0, 70_000, true),
                            new ParameterUpdate.Range(70_000, SIZE, false)), new Clipping(10, 0.5), average);
            for (int step = 0; step < 3; step++) {
                for (int i = 0; i < SIZE; i++) {
                    gradients[i] = (float) random.nextGaussian();
                }
                update.step(0.01);
            }
        }
        for (int i = 0; i < SIZE; i++) {
            parameters[i] += average.values()[i];
        }
        return parameters;
    }

    @Test
    void weightsOfOneOutputThatAreTooLongAreScaledBack() {
        int unit = 5;
        int units = 9_000;
        float[] parameters = new float[unit * units + 3];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (i / unit % 4 + 1) * (i % 2 == 0 ? 0.5f : -0.5f);
        }
        float[] before = parameters.clone();
        try (WorkerPool workers = new WorkerPool(3)) {
            new ParameterUpdate(new Sgd(1e-30, 0, false, WeightDecay.NONE).rule(parameters.length), workers,
                    parameters, new float[parameters.length],
                    List.of(new ParameterUpdate.Range(0, unit * units, true, 0, 0, 1, new MaxNorm(2.5f, unit)),
                            new ParameterUpdate.Range(unit * units, parameters.length, true)),
                    Clipping.NONE, null).step(1e-30);
        }
        for (int i = 0; i < parameters.length; i++) {
            double norm = Math.sqrt(unit) * Math.abs(before[i]);
            double factor = i < unit * units && norm > 2.5 ? 2.5 / norm : 1;
            assertEquals(factor * before[i], parameters[i], 1e-6, "weight " + i);
        }
    }

    @Test
    void thePenaltyIsThatOfTheRegularisedWeights() {
        float[] parameters = new float[40_000];
        double expected = 0;
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (i % 7 - 3) * 0.25f;
            double l1 = i < 10 ? 0.5 : 0;
            double l2 = i < 10 || i >= 20 && i < 39_000 ? 0.125 : 0;
            expected += l1 * Math.abs(parameters[i]) + l2 * parameters[i] * parameters[i];
        }
        try (WorkerPool workers = new WorkerPool(2)) {
            assertEquals(expected, new Penalty(workers, parameters, List.of(
                    new ParameterUpdate.Range(0, 10, true, 0.5f, 0.125f), new ParameterUpdate.Range(10, 20, true),
                    new ParameterUpdate.Range(20, 39_000, true, 0, 0.125f))).value(), 1e-9 * expected);
        }
    }

    /** Algorithm 2 of the paper, in double and tensor by tensor; the first tensor is longer than a chunk. */
    @Test
    void lambScalesTheStepOfEachTensorToItsWeights() {
        int[] ends = {0, 40_000, 40_010, 40_020, 40_025};
        boolean[] decays = {true, true, false, true};
        Random random = new Random(8);
        float[] parameters = new float[40_025];
        for (int i = 0; i < 40_020; i++) {
            parameters[i] = (float) random.nextGaussian();
        }
        double[] expected = new double[parameters.length];
        Arrays.setAll(expected, i -> parameters[i]);
        double[] mean = new double[parameters.length];
        double[] square = new double[parameters.length];
        float[] gradients = new float[parameters.length];
        List<ParameterUpdate.Range> ranges = new ArrayList<>();
        for (int t = 0; t < decays.length; t++) {
            ranges.add(new ParameterUpdate.Range(ends[t], ends[t + 1], decays[t]));
        }
        try (WorkerPool workers = new WorkerPool(3)) {
            Lamb lamb = new Lamb(1, 0.8, 0.95, 1e-3, WeightDecay.decoupled(0.1));
            ParameterUpdate update = new ParameterUpdate(
                    lamb.rule(parameters.length), workers, parameters, gradients, ranges, Clipping.NONE, null);
            for (int step = 1; step <= 3; step++) {
                for (int i = 0; i < gradients.length; i++) {
                    gradients[i] = (float) random.nextGaussian();
                }
                for (int t = 0; t < decays.length; t++) {
                    lambStep(expected, gradients, mean, square, ends[t], ends[t + 1], decays[t], step);
                }
                update.step(0.05);
            }
        }
        for (int i = 0; i < parameters.length; i++) {
            assertEquals(expected[i], parameters[i], 1e-5 * (1 + Math.abs(expected[i])), "weight " + i);
        }
    }

    private static void lambStep(double[] w, float[] gradients, double[] mean, double[] square, int from, int to,
            boolean decays, int step) {
        double[] r = new double[to];
        double weights = 0;
        double steps = 0;
        for (int i = from; i < to; i++) {
            mean[i] = 0.8 * mean[i] + 0.2 * gradients[i];
            square[i] = 0.95 * square[i] + 0.05 * gradients[i] * gradients[i];
            double m = mean[i] / (1 - Math.pow(0.8, step));
            double v = square[i] / (1 - Math.pow(0.95, step));
            r[i] = m / (Math.sqrt(v) + 1e-3) + (decays ? 0.1 * w[i] : 0);
            weights += w[i] * w[i];
            steps += r[i] * r[i];
        }
        double ratio = decays && weights > 0 ? Math.sqrt(weights / steps) : 1;
        for (int i = from; i < to; i++) {
            w[i] -= 0.05 * ratio * r[i];
        }
    }
}
