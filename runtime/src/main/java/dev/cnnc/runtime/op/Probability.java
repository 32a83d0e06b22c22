package dev.cnnc.runtime.op;

/** Probabilities as a logarithm can bear them. */
final class Probability {
    /** That of Keras. */
    private static final double EPSILON = 1e-7;

    private Probability() {
    }

    /** The nearest number from 1e-7 to 1 - 1e-7; NaN stays, so that a loss shows it. */
    static double bounded(double p) {
        return Math.max(EPSILON, Math.min(1 - EPSILON, p));
    }
}
