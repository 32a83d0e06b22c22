package dev.cnnc.bench.compare;

/** How far answers of two engines are apart: the largest difference over the largest magnitude. */
final class Agreement {

    /** The most that is accepted of engines that compute the same in another order, or by other algorithms. */
    static final double TOLERANCE = 1e-3;

    /** The most of losses where each engine draws its own dropout. */
    static final double RANDOM_TOLERANCE = 0.5;

    private Agreement() {}

    static double error(float[] expected, float[] found) {
        if (expected.length != found.length) {
            return Double.POSITIVE_INFINITY;
        }
        double difference = 0;
        double magnitude = 0;
        for (int i = 0; i < expected.length; i++) {
            if (!Float.isFinite(expected[i]) || !Float.isFinite(found[i])) {
                return Double.POSITIVE_INFINITY;
            }
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
            magnitude = Math.max(magnitude, Math.abs(expected[i]));
        }
        return difference / magnitude;
    }
}
