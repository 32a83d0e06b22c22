package dev.cnnc.runtime.train.schedule;

import dev.cnnc.runtime.train.Require;

/** Multiplied by {@code factor} after every {@code epochs} epochs. */
public record Step(int epochs, double factor) implements Schedule {
    /** Checks that there is at least one epoch between changes and that the factor is above 0. */
    public Step {
        Require.atLeast(1, "epochs", epochs);
        Require.positive("factor", factor);
    }

    @Override
    public double factor(Progress progress) {
        return Math.pow(factor, progress.epoch() / epochs);
    }
}
