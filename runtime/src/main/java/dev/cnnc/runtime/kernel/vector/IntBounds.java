package dev.cnnc.runtime.kernel.vector;

/**
 * Bounds of floats as integers: floats that are not NaN have the same order as their bits where neither is negative,
 * and every negative float is a negative integer. One instruction keeps to such a bound, where a comparison and a
 * choice of floats are four.
 */
final class IntBounds {
    private IntBounds() {
    }

    /** Whether these bounds have such a form. */
    static boolean serve(float low, float high) {
        return (low == 0 || low == Float.NEGATIVE_INFINITY) && high >= 0;
    }

    static int low(float low) {
        return low == 0 ? 0 : Integer.MIN_VALUE;
    }

    static int high(float high) {
        return high == Float.POSITIVE_INFINITY ? Integer.MAX_VALUE : Float.floatToRawIntBits(high);
    }
}
