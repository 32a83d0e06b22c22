package dev.cnnc.runtime.train.schedule;

import dev.cnnc.runtime.io.JsonRecords;

/**
 * A schedule's settings, and the rates that follow from them. A new kind is a record beside the others, named in
 * {@code permits}: its class's name is what a network's description calls it.
 */
public sealed interface Schedule
        permits Constant, Step, MultiStep, Exponential, Polynomial, Cosine, OneCycle, ReduceOnPlateau {
    /** By how much the next step's rate differs from the optimiser's own. */
    double factor(Progress progress);

    /** What the schedule is called: {@code one_cycle}. */
    default String kind() {
        return JsonRecords.kindOf(getClass());
    }
}
