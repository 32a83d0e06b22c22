package dev.cnnc.runtime.train.schedule;

import dev.cnnc.runtime.train.Require;
import java.util.List;

/**
 * Multiplied by {@code factor} after each of some epochs.
 *
 * @param epochs after how many epochs, rising
 */
public record MultiStep(List<Integer> epochs, double factor) implements Schedule {
    /** Checks that the epochs rise and that the factor is above 0. */
    public MultiStep {
        epochs = List.copyOf(epochs);
        int before = 0;
        for (int next : epochs) {
            if (next <= before) {
                throw new IllegalArgumentException("epochs must rise from 1 on, but are " + epochs);
            }
            before = next;
        }
        Require.positive("factor", factor);
    }

    @Override
    public double factor(Progress progress) {
        int passed = 0;
        while (passed < epochs.size() && progress.epoch() >= epochs.get(passed)) {
            passed++;
        }
        return Math.pow(factor, passed);
    }
}
