package dev.cnnc.compiler.report.tensorboard;

import java.util.Arrays;

/** How often numbers are in each of some equal intervals between the smallest and the largest. */
final class Histogram {

    private static final int BUCKETS = 64;

    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private long count;
    private double sum;
    private double squares;
    private final double[] limits;
    private final double[] counts;

    /** Numbers that are not finite are left out. */
    Histogram(float[] values) {
        for (float value : values) {
            if (Float.isFinite(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
                count++;
                sum += value;
                squares += (double) value * value;
            }
        }
        if (count == 0) {
            least = 0;
            most = 0;
        }
        int buckets = most > least ? BUCKETS : 1;
        limits = new double[buckets];
        counts = new double[buckets];
        double width = (most - least) / buckets;
        Arrays.setAll(limits, i -> i == buckets - 1 ? most : least + (i + 1) * width);
        for (float value : values) {
            if (Float.isFinite(value)) {
                counts[width == 0 ? 0 : (int) Math.min(buckets - 1, (value - least) / width)]++;
            }
        }
    }

    /** A {@code HistogramProto}. */
    Message message() {
        return new Message().real(1, least).real(2, most).real(3, count).real(4, sum).real(5, squares)
                .reals(6, limits).reals(7, counts);
    }
}
