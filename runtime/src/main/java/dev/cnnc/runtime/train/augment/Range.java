package dev.cnnc.runtime.train.augment;

/** Checks of settings. */
final class Range {
    static final int LARGEST_SIDE = 1 << 16;

    private Range() {
    }

    static void require(String what, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException(what + " must be from " + text(lowest) + " to " + text(highest)
                    + ", but is " + text(value));
        }
    }

    private static String text(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }
}
