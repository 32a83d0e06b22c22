package dev.cnnc.runtime.train.schedule;

import dev.cnnc.runtime.train.Require;

/**
 * Multiplied by {@code factor} when the loss has not fallen for more than {@code patience} epochs: PyTorch's
 * ReduceLROnPlateau. The loss is that of the validation images or, without these, of the training images; it has
 * fallen if it is below {@code best * (1 - threshold)}. After a reduction, {@code cooldown} epochs are not counted.
 *
 * @param factor above 0 and below 1
 * @param last the smallest factor of the optimiser's rate, from 0 to 1
 */
public record ReduceOnPlateau(double factor, int patience, double threshold, int cooldown, double last)
        implements Schedule {
    /** Checks the settings. */
    public ReduceOnPlateau {
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException("factor must be above 0 and below 1, but is " + factor);
        }
        Require.atLeast(0, "patience", patience);
        Require.fraction("threshold", threshold);
        Require.atLeast(0, "cooldown", cooldown);
        Require.fraction("last", last);
    }

    // Replays the epochs at each step: a few hundred comparisons, in return for which there is no state to keep.
    @Override
    public double factor(Progress progress) {
        double reduced = 1;
        double best = Double.POSITIVE_INFINITY;
        int bad = 0;
        int cooling = 0;
        for (int epoch = 0; epoch < progress.epoch(); epoch++) {
            double loss = progress.loss(epoch);
            if (loss < best * (1 - threshold)) {
                best = loss;
                bad = 0;
            } else {
                bad++;
            }
            if (cooling > 0) {
                cooling--;
                bad = 0;
            }
            if (bad > patience) {
                reduced = Math.max(reduced * factor, last);
                cooling = cooldown;
                bad = 0;
            }
        }
        return reduced;
    }
}
