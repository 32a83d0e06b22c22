package dev.cnnc.grammar.tree;

import dev.cnnc.grammar.Span;

/** An identifier where it stands. */
public record Name(Span span, String text) {

    @Override
    public String toString() {
        return text;
    }
}
