package dev.cnnc.runtime.train.schedule;

import dev.cnnc.runtime.train.Require;

/**
 * Half a cosine from 1 down towards {@code last}, a new value at each step:
 * {@code last + (1 - last) * (1 + cos(pi*step/steps)) / 2}. With a warm-up, the rate first rises in equal parts to 1,
 * its last step having all of it, and the cosine has the steps that are left. With restarts, it begins anew at 1 after
 * {@code period} epochs, and each period is {@code growth} times as long as the one before.
 *
 * <p>Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, equation 5; the warm-up is
 * that of Goyal et al., "Accurate, large minibatch SGD", 2017, section 2.2.
 *
 * @param warmup epochs, which need not be whole; 0 for none
 * @param period epochs before the first restart; 0 for none
 * @param growth at least 1
 * @param last the factor at the end of each period, from 0 to 1
 */
public record Cosine(double warmup, double period, double growth, double last) implements Schedule {
    /** Without warm-up and restarts. */
    public static final Cosine PLAIN = new Cosine(0, 0, 1, 0);

    /** Keeps a logarithm that should be whole from falling into the period before. */
    private static final double ROUNDING = 1e-9;

    /** Checks the settings. */
    public Cosine {
        Require.notNegative("warmup", warmup);
        Require.notNegative("period", period);
        if (!(growth >= 1 && growth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("growth must be at least 1, but is " + growth);
        }
        Require.fraction("last", last);
    }

    @Override
    public double factor(Progress progress) {
        long rising = progress.stepsIn(warmup);
        if (progress.step() < rising) {
            return (progress.step() + 1.0) / rising;
        }
        double at = (double) progress.step() - rising;
        double passed = period == 0 ? at / (progress.steps() - rising) : passed(at, progress.stepsIn(period));
        return last + (1 - last) * 0.5 * (1 + Math.cos(Math.PI * passed));
    }

    /** How much of its period has passed at a step. */
    private double passed(double step, long first) {
        if (growth == 1) {
            return step % first / first;
        }
        // The periods before this one sum up to first * (growth^n - 1) / (growth - 1).
        double before = Math.floor(Math.log1p(step / first * (growth - 1)) / Math.log(growth) + ROUNDING);
        double begin = first * (Math.pow(growth, before) - 1) / (growth - 1);
        return Math.max(0, step - begin) / (first * Math.pow(growth, before));
    }
}
