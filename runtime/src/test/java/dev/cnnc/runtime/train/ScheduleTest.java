package dev.cnnc.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void constantStaysAtTheRate() {
        assertEquals(1, new Schedule.Constant().factor(7, 123, 200));
    }

    @Test
    void cosineFallsFromOneThroughOneHalfTowardsZero() {
        Schedule cosine = new Schedule.Cosine();
        assertEquals(1, cosine.factor(0, 0, 20));
        assertEquals(0.5, cosine.factor(0, 10, 20), 1e-15);
        assertEquals(0.5 * (1 + Math.cos(Math.PI * 19 / 20)), cosine.factor(0, 19, 20), 1e-15);
    }

    @Test
    void stepMultipliesAfterEverySoManyEpochs() {
        Schedule step = new Schedule.Step(3, 0.1);
        assertEquals(1, step.factor(0, 0, 0));
        assertEquals(1, step.factor(2, 0, 0));
        assertEquals(0.1, step.factor(3, 0, 0), 1e-15);
        assertEquals(0.01, step.factor(8, 0, 0), 1e-15);
    }

    @Test
    void stepRefusesNoEpochsAndNoFactor() {
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Step(0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Step(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Schedule.Step(1, Double.NaN));
    }
}
