package dev.cnnc.compiler.train;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.compiler.layer.Variants;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.RateGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code [group("stem*", 0.1)]}: learning rates of groups of weights. */
final class RateGroupsType implements AttributeType<List<RateGroup>> {

    private static final Attribute<String> WEIGHTS =
            Attribute.required("weights", new TextType("a name such as \"stem*\""), "which weights or layers");
    private static final Attribute<Double> FACTOR =
            Attribute.required("factor", NumberType.POSITIVE, "what the learning rate is multiplied by");

    private static final Variants<RateGroup> VARIANTS = new Variants<>(Variant.of(
            "group", read -> new RateGroup(read.get(WEIGHTS), read.get(FACTOR)), WEIGHTS, FACTOR));

    @Override
    public List<RateGroup> read(Value value, Span span) throws Mismatch {
        if (!(value instanceof Value.Sequence sequence)) {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "put it in brackets: [group(\"stem*\", 0.1)]");
        }
        if (sequence.elements().size() > PatternsType.MOST) {
            throw Mismatch.of(DiagnosticCode.TOO_LARGE, "at most " + PatternsType.MOST + " groups", "");
        }
        List<RateGroup> groups = new ArrayList<>();
        for (Value element : sequence.elements()) {
            groups.add(VARIANTS.read(element, span));
        }
        return groups;
    }

    @Override
    public String expected() {
        return "a list such as [group(\"stem*\", 0.1)]";
    }

    @Override
    public List<String> words() {
        return VARIANTS.words();
    }

    @Override
    public String write(List<RateGroup> value) {
        return value.stream()
                .map(group -> "group(\"" + group.weights() + "\", " + group.factor() + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** A text that is not blank. */
    private record TextType(String expected) implements AttributeType<String> {

        @Override
        public String read(Value value, Span span) throws Mismatch {
            if (value instanceof Value.Text text && !text.value().isBlank()) {
                return text.value();
            }
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected, "");
        }

        @Override
        public String write(String value) {
            return '"' + value + '"';
        }
    }
}
