package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.train.TrainingState;

/**
 * A rule that turns gradients into new parameters. One step is one {@link #begin} followed by {@link #update} over
 * ranges that together cover every parameter once; the ranges of one step may be updated by several threads at a time.
 * The moments that a rule keeps have the length of the parameters and are allocated when it is made, so that a step
 * allocates nothing.
 */
public interface UpdateRule {
    /** Begins the next step, the first one being step 1. {@code rate} is the learning rate of this step. */
    void begin(double rate);

    /**
     * Updates {@code parameters[from]} to {@code parameters[to - 1]} from the gradients at the same places.
     *
     * @param decays whether weight decay pulls at these in any case; biases and the scales and shifts of normalisations
     *        are pulled at only if it pulls at all
     * @param rateFactor what the learning rate is multiplied by for these
     */
    void update(float[] parameters, float[] gradients, int from, int to, boolean decays, float rateFactor);

    /** Saves or restores the moments and whatever else the rule keeps between steps. */
    void exchange(TrainingState state);
}
