package dev.cnnc.compiler.train;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.ClassWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code none}, {@code balanced} or {@code [1, 2.5, 0.5]}. */
final class ClassWeightsType implements AttributeType<ClassWeights> {

    private static final String NONE = "none";
    private static final String BALANCED = "balanced";

    @Override
    public ClassWeights read(Value value, Span span) throws Mismatch {
        if (value instanceof Value.Symbol symbol && words().contains(symbol.name())) {
            return symbol.name().equals(BALANCED) ? ClassWeights.BALANCED : ClassWeights.NONE;
        }
        if (!(value instanceof Value.Sequence sequence)) {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
        }
        List<Double> weights = new ArrayList<>();
        for (Value element : sequence.elements()) {
            try {
                weights.add(NumberType.NOT_NEGATIVE.read(element, span));
            } catch (Mismatch mismatch) {
                throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, expected(), "each is a number of at least 0");
            }
        }
        if (weights.stream().allMatch(weight -> weight == 0)) {
            throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, expected(), "one of them must be above 0");
        }
        return new ClassWeights(false, weights);
    }

    @Override
    public String expected() {
        return "balanced, none, or a list with a number for each class";
    }

    @Override
    public List<String> words() {
        return List.of(NONE, BALANCED);
    }

    @Override
    public String write(ClassWeights value) {
        if (value.weights().isEmpty()) {
            return value.balanced() ? BALANCED : NONE;
        }
        return value.weights().stream().map(NumberType.NOT_NEGATIVE::write)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
