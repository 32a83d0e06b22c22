package dev.cnnc.grammar.tree;

import dev.cnnc.grammar.Span;
import java.util.List;
import java.util.Optional;

/** A whole file: a model, a library of blocks, or both. */
public record ModelFile(Span span, Optional<LanguageVersion> version, List<Declaration> declarations) {

    public ModelFile {
        declarations = List.copyOf(declarations);
    }

    /** {@code cnn 1}, the optional first line. */
    public record LanguageVersion(Span span, long number) {}
}
