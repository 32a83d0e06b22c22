package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words that a setting takes, each with settings of its own. */
public final class Variants<T> {

    private final Map<String, Variant<T>> variants = new LinkedHashMap<>();

    @SafeVarargs
    public Variants(Variant<T>... variants) {
        this(List.of(variants));
    }

    Variants(List<Variant<T>> variants) {
        for (Variant<T> variant : variants) {
            this.variants.put(variant.name(), variant);
        }
    }

    public List<String> words() {
        return List.copyOf(variants.keySet());
    }

    public String expected() {
        List<String> words = words();
        int last = words.size() - 1;
        return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    public T read(Value value, Span span) throws Mismatch {
        Value.Settings call = asCall(value);
        Variant<T> variant = variants.get(call.name());
        if (variant == null) {
            throw Mismatch.of(
                    DiagnosticCode.WRONG_TYPE, expected(), Suggestions.hint(call.name(), variants.keySet()));
        }
        Diagnostics problems = new Diagnostics();
        Optional<Attributes> read =
                Attributes.read(call.name(), variant.attributes(), CallArguments.of(call, span), problems);
        if (read.isEmpty()) {
            throw Mismatch.within(problems.all().get(0));
        }
        try {
            return variant.reader().apply(read.get());
        } catch (IllegalArgumentException together) {
            // Each setting is in its range, but what they make knows ranges and pairs that no attribute can say.
            throw Mismatch.within(Diagnostic.error(
                    DiagnosticCode.OUT_OF_RANGE, span, call.name() + ": " + together.getMessage(), ""));
        }
    }

    private Value.Settings asCall(Value value) throws Mismatch {
        if (value instanceof Value.Settings settings) {
            return settings;
        }
        if (value instanceof Value.Symbol symbol) {
            return new Value.Settings(symbol.name(), List.of(), Map.of());
        }
        throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
    }

    /** {@code sgd(rate = 0.1)}: what a variant's settings are, for readers. */
    public static String write(String name, Object... namesAndValues) {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.add(namesAndValues[i] + " = " + namesAndValues[i + 1]);
        }
        return settings.isEmpty() ? name : name + "(" + String.join(", ", settings) + ")";
    }
}
