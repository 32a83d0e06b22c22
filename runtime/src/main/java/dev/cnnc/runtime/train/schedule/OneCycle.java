package dev.cnnc.runtime.train.schedule;

import dev.cnnc.runtime.train.Require;

/**
 * Up from {@code 1/start} to 1 and down to {@code 1/(start*end)}, each along half a cosine with a new value at each
 * step: PyTorch's OneCycleLR with the optimiser's rate as its maximum. The momentum stays as it is.
 *
 * <p>Smith and Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018.
 *
 * @param rise the share of the steps that go up, above 0 and below 1
 * @param start how many times smaller the first rate is than the highest
 * @param end how many times smaller the last rate is than the first
 */
public record OneCycle(double rise, double start, double end) implements Schedule {
    /** Checks the settings. */
    public OneCycle {
        if (!(rise > 0 && rise < 1)) {
            throw new IllegalArgumentException("rise must be above 0 and below 1, but is " + rise);
        }
        Require.positive("start", start);
        Require.positive("end", end);
    }

    @Override
    public double factor(Progress progress) {
        double top = rise * progress.steps() - 1;
        double bottom = progress.steps() - 1.0;
        double step = progress.step();
        if (step <= top) {
            return between(1 / start, 1, top <= 0 ? 1 : step / top);
        }
        return between(1, 1 / (start * end), (step - top) / (bottom - top));
    }

    private static double between(double from, double to, double passed) {
        return to + (from - to) / 2 * (1 + Math.cos(Math.PI * passed));
    }
}
