package dev.cnnc.compiler.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as people read them. */
public final class Amounts {

    private static final String[] PREFIXES = {"", " k", " M", " G", " T", " P", " E"};

    private Amounts() {}

    /** {@code 25,557,032}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 layer}, {@code 1,202 layers}. */
    public static String count(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** {@code 3.86 G}: three digits and a prefix, thousands each. */
    public static String rounded(long number) {
        double value = number;
        int prefix = 0;
        while (Math.abs(value) >= 999.5) {
            value /= 1000;
            prefix++;
        }
        return digits(value, prefix == 0) + PREFIXES[prefix];
    }

    /** {@code 13.8 kB}: kB is 1,000 bytes. */
    public static String bytes(long number) {
        String rounded = rounded(number);
        return number < 1000 ? rounded + " B" : rounded + "B";
    }

    /** {@code 84.31 %} of a share from 0 to 1; {@code -} if there is none. */
    public static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** {@code 24x24x6}. */
    public static String shape(List<Integer> extents) {
        return extents.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /** {@code 0:07} or {@code 1:02:03}. */
    public static String duration(double seconds) {
        long whole = Math.round(Math.max(0, seconds));
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private static String digits(double value, boolean whole) {
        int decimals = whole || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
