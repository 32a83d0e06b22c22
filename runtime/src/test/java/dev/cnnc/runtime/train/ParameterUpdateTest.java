package dev.cnnc.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.runtime.parallel.WorkerPool;
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
            ParameterUpdate update = new ParameterUpdate(new Sgd(SIZE, 0, false, 1), workers, parameters,
                    new float[SIZE], List.of(new ParameterUpdate.Range(0, 10, true),
                            new ParameterUpdate.Range(10, 20, true), new ParameterUpdate.Range(20, 50_000, false),
                            new ParameterUpdate.Range(60_000, SIZE, true)));
            update.step(0.5);
        }
        for (int i = 0; i < SIZE; i++) {
            boolean decays = i < 20 || i >= 60_000;
            assertEquals(decays ? 0.5f : 1, parameters[i], "parameter " + i);
        }
    }

    @Test
    void regularisationPullsAtEachRangeWithItsOwnRates() {
        float[] parameters = {2, -2, 0, 2, -2, 0, 2, -2};
        float[] gradients = {1, 1, 1, 1, 1, 1, 1, 1};
        try (WorkerPool workers = new WorkerPool(1)) {
            new ParameterUpdate(new Sgd(8, 0, false, 0), workers, parameters, gradients,
                    List.of(new ParameterUpdate.Range(0, 3, true, 0.5f, 0),
                            new ParameterUpdate.Range(3, 6, true, 0, 0.25f),
                            new ParameterUpdate.Range(6, 8, true))).step(1);
        }
        // w - (1 + l1 sign(w) + 2 l2 w)
        assertArrayEquals(new float[] {0.5f, -2.5f, -1, 0, -2, -1, 1, -3}, parameters);
    }

    private static float[] trained(int threads) {
        Random random = new Random(1);
        float[] parameters = new float[SIZE];
        float[] gradients = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            parameters[i] = (float) random.nextGaussian();
        }
        try (WorkerPool workers = new WorkerPool(threads)) {
            ParameterUpdate update = new ParameterUpdate(new Adam(SIZE, 0.9, 0.999, 1e-8, 1e-4), workers, parameters,
                    gradients, List.of(new ParameterUpdate.Range(0, 70_000, true),
                            new ParameterUpdate.Range(70_000, SIZE, false)));
            for (int step = 0; step < 3; step++) {
                for (int i = 0; i < SIZE; i++) {
                    gradients[i] = (float) random.nextGaussian();
                }
                update.step(0.01);
            }
        }
        return parameters;
    }
}
