package dev.cnnc.grammar.tree;

import dev.cnnc.grammar.Span;
import java.util.Optional;

/** A parameter of a block or model: {@code filters}, or {@code stride = 1} with a default. */
public record ParameterDeclaration(Span span, Name name, Optional<Expression> defaultValue) {}
