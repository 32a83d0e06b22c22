package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code none}, or an activation as it would be called: {@code relu}, {@code leaky_relu(0.1)}. */
final class ActivationType implements AttributeType<Optional<Layer>> {

    static final Attribute<Optional<Layer>> ACTIVATION = Attribute.optional("activation", new ActivationType(),
            Optional.empty(), "the activation that follows, as if it were written behind");

    private static final String NONE = "none";

    private ActivationType() {}

    @Override
    public Optional<Layer> read(Value value, Span span) throws Mismatch {
        Value.Settings call;
        if (value instanceof Value.Settings settings) {
            call = settings;
        } else if (value instanceof Value.Symbol symbol) {
            call = new Value.Settings(symbol.name(), List.of(), Map.of());
        } else {
            throw wrong();
        }
        if (call.name().equals(NONE)) {
            return Optional.empty();
        }
        LayerKind kind = LayerCatalogue.find(call.name())
                .filter(found -> found.category() == LayerKind.Category.ACTIVATION)
                .orElseThrow(this::wrong);
        Diagnostics problems = new Diagnostics();
        Optional<List<Layer>> read = kind.read(CallArguments.of(call, span), problems);
        if (read.isEmpty()) {
            throw Mismatch.within(problems.all().get(0));
        }
        return Optional.of(read.get().get(0));
    }

    private Mismatch wrong() {
        return Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
    }

    @Override
    public String expected() {
        return "an activation such as relu, or none";
    }

    @Override
    public String reference() {
        return String.join(", ", words()) + "; settings in parentheses, as in leaky_relu(0.1)";
    }

    @Override
    public String write(Optional<Layer> value) {
        return value.map(Layer::describe).orElse(NONE);
    }

    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(NONE));
        LayerCatalogue.kinds().stream()
                .filter(kind -> kind.category() == LayerKind.Category.ACTIVATION)
                .map(LayerKind::name)
                .forEach(words::add);
        return words;
    }
}
