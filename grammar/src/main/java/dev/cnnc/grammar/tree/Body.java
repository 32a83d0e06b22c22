package dev.cnnc.grammar.tree;

import dev.cnnc.grammar.Span;
import java.util.List;

/** {@code { … }}: statements in order; each layer takes the tensor that the one before it gave. */
public record Body(Span span, List<Statement> statements) {

    public Body {
        statements = List.copyOf(statements);
    }
}
