package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
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

    /** One argument; an empty name means by position. */
    public record Passed(Optional<String> name, Span nameSpan, Value value, Span span) {}
}
