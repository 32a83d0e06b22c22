package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.List;

/** One word of a set. */
public record WordType(List<String> words) implements AttributeType<String> {

    public static WordType of(String... words) {
        return new WordType(List.of(words));
    }

    @Override
    public String read(Value value, Span span) throws Mismatch {
        if (value instanceof Value.Symbol symbol && words.contains(symbol.name())) {
            return symbol.name();
        }
        throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
    }

    @Override
    public String expected() {
        return String.join(" or ", words);
    }

    @Override
    public String write(String value) {
        return value;
    }
}
