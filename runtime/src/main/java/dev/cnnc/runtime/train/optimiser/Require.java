package dev.cnnc.runtime.train.optimiser;

/** Checks of optimisers' settings, each named in the message. */
final class Require {
    private Require() {
    }

    static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0, but is " + value);
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be 0 or above, but is " + value);
        }
    }

    /** The weight of an old mean. */
    static void belowOne(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to below 1, but is " + value);
        }
    }
}
