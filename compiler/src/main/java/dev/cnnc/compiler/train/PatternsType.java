package dev.cnnc.compiler.train;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ["stem*", "!head"]}: patterns of weights. */
final class PatternsType implements AttributeType<List<String>> {

    /** Every weight is compared with each of them. */
    static final int MOST = 100;

    @Override
    public List<String> read(Value value, Span span) throws Mismatch {
        List<String> patterns = new ArrayList<>();
        for (Value element : elements(value)) {
            if (!(element instanceof Value.Text text) || text.value().replace("!", "").isBlank()) {
                throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
            }
            patterns.add(text.value());
        }
        return patterns;
    }

    private List<Value> elements(Value value) throws Mismatch {
        if (!(value instanceof Value.Sequence sequence)) {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "put it in brackets: [\"stem*\"]");
        }
        if (sequence.elements().size() > MOST) {
            throw Mismatch.of(DiagnosticCode.TOO_LARGE, "at most " + MOST + " patterns", "");
        }
        return sequence.elements();
    }

    @Override
    public String expected() {
        return "a list of names of weights or layers such as [\"stem*\"]";
    }

    @Override
    public String write(List<String> value) {
        return value.stream().map(pattern -> '"' + pattern + '"').collect(Collectors.joining(", ", "[", "]"));
    }
}
