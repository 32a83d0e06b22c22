package dev.cnnc.compiler.observe;

/** As what a network is observed. */
public enum Mode {
    /** Without dropout and with the running statistics of batch norms. */
    PREDICTING,
    /** As a training step computes it: with dropout, and with the statistics of the batch. */
    TRAINING
}
