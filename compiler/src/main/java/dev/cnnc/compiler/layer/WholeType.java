package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;

/** A whole number of at least {@code low}. */
record WholeType(long low) implements AttributeType<Long> {

    static final WholeType POSITIVE = new WholeType(1);
    static final WholeType NOT_NEGATIVE = new WholeType(0);

    @Override
    public Long read(Value value, Span span) throws Mismatch {
        long number = Numbers.whole(value, "a whole number")
                .orElseThrow(() -> Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), ""));
        if (number < low) {
            throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, expected(), "");
        }
        return number;
    }

    @Override
    public String expected() {
        return "a whole number of at least " + low;
    }

    @Override
    public String write(Long value) {
        return value.toString();
    }
}
