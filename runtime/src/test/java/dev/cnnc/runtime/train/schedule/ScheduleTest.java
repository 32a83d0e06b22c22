package dev.cnnc.runtime.train.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final double EXACT = 1e-12;

    @Test
    void constantStaysAtTheRate() {
        assertArrayEquals(new double[] {1, 1, 1, 1}, factors(new Constant(), 2, 2));
    }

    @Test
    void stepMultipliesAfterEverySoManyEpochs() {
        assertArrayEquals(new double[] {1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01},
                factors(new Step(2, 0.1), 5, 2), EXACT);
    }

    @Test
    void multiStepMultipliesAfterEachEpochOfItsList() {
        assertArrayEquals(new double[] {1, 0.5, 0.5, 0.25, 0.25}, factors(new MultiStep(List.of(1, 3), 0.5), 5, 1),
                EXACT);
    }

    @Test
    void exponentialMultipliesAfterEveryEpoch() {
        assertArrayEquals(new double[] {1, 1, 0.9, 0.9, 0.81, 0.81}, factors(new Exponential(0.9), 3, 2), EXACT);
    }

    @Test
    void polynomialFallsWithEachStep() {
        assertArrayEquals(new double[] {1, 0.75, 0.5, 0.25}, factors(new Polynomial(1, 0), 2, 2), EXACT);
        assertArrayEquals(new double[] {1, 0.2 + 0.8 * 0.5625, 0.4, 0.25}, factors(new Polynomial(2, 0.2), 4, 1),
                EXACT);
    }

    @Test
    void cosineFallsFromOneThroughOneHalfTowardsZero() {
        double[] factors = factors(Cosine.PLAIN, 2, 10);
        assertEquals(1, factors[0]);
        assertEquals(0.5, factors[10], EXACT);
        assertEquals(0.5 * (1 + Math.cos(Math.PI * 19 / 20)), factors[19], EXACT);
        assertEquals(0.1 + 0.9 * factors[19], factors(new Cosine(0, 0, 1, 0.1), 2, 10)[19], EXACT);
    }

    @Test
    void cosineWithWarmUpFallsInTheStepsThatAreLeft() {
        double eighth = Math.cos(Math.PI / 4);
        assertArrayEquals(new double[] {0.25, 0.5, 0.75, 1, 1, 0.5 * (1 + eighth), 0.5, 0.5 * (1 - eighth)},
                factors(new Cosine(2, 0, 1, 0), 4, 2), EXACT);
    }

    @Test
    void cosineWithRestartsBeginsAnewAfterEachPeriod() {
        double half = 0.5 * (1 + Math.cos(Math.PI / 2));
        assertArrayEquals(new double[] {1, half, 1, half, 1, half}, factors(new Cosine(0, 1, 1, 0), 3, 2), EXACT);
        double[] growing = factors(new Cosine(0, 1, 2, 0), 7, 2);
        assertEquals(1, growing[0], EXACT);
        assertEquals(1, growing[2], EXACT);
        assertEquals(half, growing[4], EXACT);
        assertEquals(1, growing[6], EXACT);
        assertEquals(0.5 * (1 + Math.cos(Math.PI * 7 / 8)), growing[13], EXACT);
    }

    @Test
    void oneCycleFollowsPyTorch() {
        assertArrayEquals(new double[] {0.04, 0.52, 1, 0.9504846320134737, 0.8117456539497631, 0.6112620219362893,
            0.38874197806371075, 0.18825834605023697, 0.049519367986526286, 4e-6}, factors(new OneCycle(0.3, 25, 1e4), 5, 2),
                EXACT);
    }

    @Test
    void aPlateauIsLeftAfterMoreThanSoManyEpochsWithoutASmallerLoss() {
        ReduceOnPlateau plateau = new ReduceOnPlateau(0.5, 1, 0.1, 0, 0);
        // 9.5 is not a tenth below 10; the second such epoch exceeds the patience of 1.
        assertArrayEquals(new double[] {1, 1, 1, 0.5, 0.5, 0.5, 0.25}, factorsAfter(plateau, 10, 9.5, 9.5, 8, 8, 8));
    }

    @Test
    void epochsThatCoolDownAreNotCounted() {
        assertArrayEquals(new double[] {1, 1, 0.5, 0.5, 0.5, 0.25},
                factorsAfter(new ReduceOnPlateau(0.5, 0, 0, 2, 0), 1, 1, 1, 1, 1));
    }

    @Test
    void aLossThatIsNoNumberIsNoSmallerAndTheRateKeepsItsLowest() {
        assertArrayEquals(new double[] {1, 0.5, 0.4, 0.4},
                factorsAfter(new ReduceOnPlateau(0.5, 0, 0, 0, 0.4), Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void settingsOutsideTheirRangesAreRefused() {
        refused("epochs must be at least 1, but is 0", () -> new Step(0, 0.1));
        refused("factor must be above 0, but is 0.0", () -> new Step(1, 0));
        refused("factor must be above 0, but is NaN", () -> new Exponential(Double.NaN));
        refused("epochs must rise from 1 on, but are [2, 2]", () -> new MultiStep(List.of(2, 2), 0.1));
        refused("epochs must rise from 1 on, but are [0]", () -> new MultiStep(List.of(0), 0.1));
        refused("power must be above 0, but is 0.0", () -> new Polynomial(0, 0));
        refused("last must be from 0 to 1, but is 2.0", () -> new Polynomial(1, 2));
        refused("warmup must be 0 or above, but is -1.0", () -> new Cosine(-1, 0, 1, 0));
        refused("growth must be at least 1, but is 0.5", () -> new Cosine(0, 1, 0.5, 0));
        refused("rise must be above 0 and below 1, but is 0.0", () -> new OneCycle(0, 25, 1e4));
        refused("factor must be above 0 and below 1, but is 1.0", () -> new ReduceOnPlateau(1, 1, 0, 0, 0));
        refused("patience must be at least 0, but is -1", () -> new ReduceOnPlateau(0.1, -1, 0, 0, 0));
    }

    private static void refused(String message, Supplier<Object> make) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, make::get).getMessage());
    }

    /** The factors of all steps. */
    private static double[] factors(Schedule schedule, int epochs, int stepsPerEpoch) {
        Progress progress = new Progress(epochs, stepsPerEpoch);
        double[] factors = new double[epochs * stepsPerEpoch];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = schedule.factor(progress);
            progress.stepDone();
            if ((i + 1) % stepsPerEpoch == 0) {
                progress.epochDone(1);
            }
        }
        return factors;
    }

    /** The factor of the first epoch and of those after epochs with these losses. */
    private static double[] factorsAfter(Schedule schedule, double... losses) {
        Progress progress = new Progress(losses.length + 1, 1);
        double[] factors = new double[losses.length + 1];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = schedule.factor(progress);
            if (i < losses.length) {
                progress.epochDone(losses[i]);
            }
        }
        return factors;
    }
}
