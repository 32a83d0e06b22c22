package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import java.util.OptionalLong;

/** Numbers of the language as layers read and print them. */
final class Numbers {

    /** Whole numbers beyond this are not exact as reals. */
    private static final double EXACT = 1L << 53;

    private Numbers() {}

    /**
     * A whole number, also where a computation with reals came out whole: {@code 32 * width} with a width of 1.0.
     *
     * @return empty where the value is no number at all
     */
    static OptionalLong whole(Value value, String expected) throws Mismatch {
        if (value instanceof Value.Whole whole) {
            return OptionalLong.of(whole.value());
        }
        if (value instanceof Value.Real real) {
            if (real.value() != Math.rint(real.value()) || Math.abs(real.value()) > EXACT) {
                throw Mismatch.of(DiagnosticCode.NOT_WHOLE, expected, "use round(…), floor(…) or ceil(…)");
            }
            return OptionalLong.of((long) real.value());
        }
        return OptionalLong.empty();
    }

    /** {@code 1}, {@code 0.9}, {@code 1e-5}: the shortest form that a user would write. */
    static String write(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e7) {
            return Long.toString((long) value);
        }
        String text = Double.toString(value);
        int exponent = text.indexOf('E');
        if (exponent < 0) {
            return text;
        }
        String digits = text.substring(0, exponent);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
                + "e" + text.substring(exponent + 1);
    }
}
