package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.List;

/** One number for all channels, or a list with one for each. */
record PerChannelType(NumberType element) implements AttributeType<List<Double>> {

    @Override
    public List<Double> read(Value value, Span span) throws Mismatch {
        if (!(value instanceof Value.Sequence sequence)) {
            return List.of(number(value, span));
        }
        if (sequence.elements().isEmpty()) {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
        }
        List<Double> numbers = new ArrayList<>();
        for (Value each : sequence.elements()) {
            numbers.add(number(each, span));
        }
        return List.copyOf(numbers);
    }

    private double number(Value value, Span span) throws Mismatch {
        try {
            return element.read(value, span);
        } catch (Mismatch mismatch) {
            throw Mismatch.of(mismatch.code(), expected(), mismatch.hint());
        }
    }

    @Override
    public String expected() {
        return element.expected() + ", or a list with one for each channel";
    }

    @Override
    public String write(List<Double> value) {
        return value.stream().distinct().count() == 1
                ? Numbers.write(value.get(0))
                : value.stream().map(Numbers::write).toList().toString();
    }
}
