package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;

/** True or false. */
public record TruthType() implements AttributeType<Boolean> {

    public static final TruthType TRUTH = new TruthType();

    @Override
    public Boolean read(Value value, Span span) throws Mismatch {
        if (value instanceof Value.Truth truth) {
            return truth.value();
        }
        throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
    }

    @Override
    public String expected() {
        return "true or false";
    }

    @Override
    public String write(Boolean value) {
        return value.toString();
    }
}
