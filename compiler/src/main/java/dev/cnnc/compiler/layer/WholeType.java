package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;

/** A whole number in a range, both ends included. */
public record WholeType(long low, long high) implements AttributeType<Long> {

    static final WholeType POSITIVE = new WholeType(1, Long.MAX_VALUE);
    static final WholeType NOT_NEGATIVE = new WholeType(0, Long.MAX_VALUE);

    @Override
    public Long read(Value value, Span span) throws Mismatch {
        long number = Numbers.whole(value, "a whole number")
                .orElseThrow(() -> Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), ""));
        if (number < low || number > high) {
            throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, expected(), "");
        }
        return number;
    }

    @Override
    public String expected() {
        if (low == Long.MIN_VALUE) {
            return "a whole number";
        }
        return high == Long.MAX_VALUE
                ? "a whole number of at least " + low
                : "a whole number from " + low + " to " + high;
    }

    @Override
    public String write(Long value) {
        return value.toString();
    }
}
