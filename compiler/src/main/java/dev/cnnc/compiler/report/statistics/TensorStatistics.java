package dev.cnnc.compiler.report.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of one tensor, summed up.
 *
 * @param name path of a layer, or a parameter's name
 * @param count how many numbers there are
 * @param zeros how many of them are 0
 * @param notFinite how many are infinite or no number; these count nowhere else
 * @param mean of the finite ones
 * @param rms the root of the mean of their squares
 * @param least the smallest
 * @param most the largest
 * @param from the power of two where the magnitudes begin
 * @param magnitudes how many are from {@code 2^from} to below {@code 2^(from + 1)} without their sign, and so on
 */
public record TensorStatistics(String name, long count, long zeros, long notFinite, double mean, double rms,
        double least, double most, int from, List<Integer> magnitudes) {

    private static final int BIAS = 127;

    public TensorStatistics {
        magnitudes = List.copyOf(magnitudes);
    }

    /** Magnitudes of numbers; {@code name} is that of the tensor. */
    public static TensorStatistics of(String name, float[] values) {
        int[] exponents = new int[256];
        double sum = 0;
        double squares = 0;
        long zeros = 0;
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            int exponent = Float.floatToRawIntBits(value) >>> 23 & 255;
            exponents[exponent]++;
            if (exponent == 255) {
                continue;
            }
            if (value == 0) {
                zeros++;
            }
            sum += value;
            squares += (double) value * value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        int notFinite = exponents[255];
        int finite = values.length - notFinite;
        exponents[255] = 0;
        // Numbers below 2^-126 share an exponent with 0.
        exponents[0] -= (int) zeros;
        int first = 0;
        int end = 255;
        while (first < end && exponents[first] == 0) {
            first++;
        }
        while (end > first && exponents[end - 1] == 0) {
            end--;
        }
        List<Integer> magnitudes = Arrays.stream(exponents, first, end).boxed().toList();
        return finite == 0
                ? new TensorStatistics(name, values.length, zeros, notFinite, 0, 0, 0, 0, 0, magnitudes)
                : new TensorStatistics(name, values.length, zeros, notFinite, rounded(sum / finite),
                        rounded(Math.sqrt(squares / finite)), rounded(least), rounded(most), first - BIAS, magnitudes);
    }

    /** So many digits are read by nobody, and they fill the disk after each epoch. */
    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(6)).doubleValue();
    }

    /** The share of zeros, 0 to 1. */
    public double zeroShare() {
        return count == 0 ? 0 : (double) zeros / count;
    }
}
