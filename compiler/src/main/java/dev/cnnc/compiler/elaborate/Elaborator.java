package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.grammar.tree.ModelFile;
import java.util.Map;
import java.util.Optional;

/** Unfolds a file's model: parameters bound, blocks and repeats written out, every layer with its attributes. */
public final class Elaborator {

    public Elaborator(SourceLoader loader, Diagnostics diagnostics) {}

    /**
     * The network of a file's model.
     *
     * @param overrides values for the model's parameters, as text in the language: {@code classes} to {@code 100}
     * @return after errors, what could be understood, so that its shapes can be checked too; empty where that is nothing
     */
    public Optional<Network> elaborate(ModelFile file, Map<String, String> overrides) {
        throw new UnsupportedOperationException();
    }
}
