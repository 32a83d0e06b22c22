package dev.cnnc.compiler.report.html;

import java.util.Locale;

/** Numbers for tables. */
final class Numbers {

    private Numbers() {}

    /** Four significant digits: {@code 12}, {@code 0.0314}, {@code 3.14e-07}. */
    static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        if (!Double.isFinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (size < 1e-3 || size >= 1e6) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** {@code 1.25 ms}: seconds as people read them. */
    static String time(double seconds) {
        return seconds < 1e-3
                ? String.format(Locale.ROOT, "%.1f µs", 1e6 * seconds)
                : seconds < 1
                        ? String.format(Locale.ROOT, "%.2f ms", 1e3 * seconds)
                        : String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
