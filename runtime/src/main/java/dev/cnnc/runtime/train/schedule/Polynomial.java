package dev.cnnc.runtime.train.schedule;

import dev.cnnc.runtime.train.Require;

/**
 * From 1 down to {@code last}, a new value at each step: {@code last + (1 - last) * (1 - step/steps)^power}.
 *
 * @param power 1 for a straight line
 * @param last the factor at the end, from 0 to 1
 */
public record Polynomial(double power, double last) implements Schedule {
    /** Checks the settings. */
    public Polynomial {
        Require.positive("power", power);
        Require.fraction("last", last);
    }

    @Override
    public double factor(Progress progress) {
        return last + (1 - last) * Math.pow(1 - (double) progress.step() / progress.steps(), power);
    }
}
