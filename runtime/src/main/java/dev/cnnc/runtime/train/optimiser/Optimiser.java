package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.io.JsonRecords;

/**
 * An optimiser's settings. A new kind is a record beside the others, named in {@code permits}: its class's name is what
 * a network's description calls it.
 */
public sealed interface Optimiser permits Sgd, Adam, AdamW, Rmsprop, Adagrad, Lion, Lamb {
    /** The learning rate, which a schedule multiplies. */
    double rate();

    /** How parameters are pulled towards 0. */
    WeightDecay decay();

    /** Floats that are remembered for each parameter. */
    int moments();

    /** The same optimiser with another learning rate. */
    Optimiser withRate(double rate);

    /** The rule for so many parameters, all of its moments 0. */
    UpdateRule rule(int parameters);

    /** What the optimiser is called: {@code sgd}. */
    default String kind() {
        return JsonRecords.kindOf(getClass());
    }
}
