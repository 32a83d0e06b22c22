package dev.cnnc.bench.compare;

import java.util.Arrays;

/**
 * Nanoseconds of a run, over some rounds.
 *
 * @param median the middle of the rounds
 * @param spread from the first to the third quartile, as a share of the median
 */
record Timing(double median, double spread) {

    static Timing of(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        double median = quantile(sorted, 0.5);
        return new Timing(median, (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / median);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
