package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;

/**
 * A number in a range.
 *
 * @param exclusive whether {@code high} itself is outside
 */
public record NumberType(double low, double high, boolean exclusive) implements AttributeType<Double> {

    public static final NumberType ANY = new NumberType(-Float.MAX_VALUE, Float.MAX_VALUE, false);
    public static final NumberType POSITIVE = new NumberType(Float.MIN_NORMAL, Float.MAX_VALUE, false);
    public static final NumberType NOT_NEGATIVE = new NumberType(0, Float.MAX_VALUE, false);
    public static final NumberType FRACTION = new NumberType(0, 1, false);
    /** Below one by half a rounding step of float, so that {@code 1 - rate} is never zero. */
    public static final NumberType BELOW_ONE = new NumberType(0, 1, true);

    @Override
    public Double read(Value value, Span span) throws Mismatch {
        double number;
        if (value instanceof Value.Whole whole) {
            number = whole.value();
        } else if (value instanceof Value.Real real) {
            number = real.value();
        } else {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
        }
        boolean inside = number >= low && (exclusive ? (float) number < high : number <= high);
        if (!inside) {
            throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, expected(), "");
        }
        return number;
    }

    @Override
    public String expected() {
        if (low == Float.MIN_NORMAL) {
            return "a number above 0";
        }
        if (low == 0) {
            if (high == Float.MAX_VALUE) {
                return "a number of at least 0";
            }
            return "a number from 0 to " + (exclusive ? "below " : "") + write(high);
        }
        return "a number";
    }

    @Override
    public String write(Double value) {
        return Numbers.write(value);
    }
}
