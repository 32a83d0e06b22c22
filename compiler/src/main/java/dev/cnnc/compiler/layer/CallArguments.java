package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The evaluated arguments of one layer call.
 *
 * @param call the name of the layer in the source, for messages about the call as a whole
 */
public record CallArguments(Span call, List<Passed> arguments) {

    public CallArguments {
        arguments = List.copyOf(arguments);
    }

    /** The arguments of a word with settings, {@code normal(0, 0.01)}, which stand in one place of the source. */
    public static CallArguments of(Value.Settings settings, Span span) {
        List<Passed> passed = new ArrayList<>();
        for (Value value : settings.positional()) {
            passed.add(new Passed(Optional.empty(), span, value, span));
        }
        settings.named().forEach((name, value) -> passed.add(new Passed(Optional.of(name), span, value, span)));
        return new CallArguments(span, passed);
    }

    /** Where an attribute was written, by name or by position; the call itself where it was not. */
    Span spanOf(String attribute, List<Attribute<?>> declared) {
        for (int i = 0; i < arguments.size(); i++) {
            Passed passed = arguments.get(i);
            String name = passed.name.orElse(i < declared.size() ? declared.get(i).name() : "");
            if (name.equals(attribute)) {
                return passed.span;
            }
        }
        return call;
    }

    /** One argument; an empty name means by position. */
    public record Passed(Optional<String> name, Span nameSpan, Value value, Span span) {}
}
