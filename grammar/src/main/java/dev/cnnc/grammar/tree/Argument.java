package dev.cnnc.grammar.tree;

import dev.cnnc.grammar.Span;
import java.util.Optional;

/** An argument of a call, by position ({@code 64}) or by name ({@code stride = 2}). */
public record Argument(Span span, Optional<Name> name, Expression value) {}
