package dev.cnnc.runtime.train.schedule;

import dev.cnnc.runtime.train.Require;

/** Multiplied by {@code factor} after every epoch. */
public record Exponential(double factor) implements Schedule {
    /** Checks that the factor is above 0. */
    public Exponential {
        Require.positive("factor", factor);
    }

    @Override
    public double factor(Progress progress) {
        return Math.pow(factor, progress.epoch());
    }
}
