package dev.cnnc.compiler;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What a run of the compiler came to.
 *
 * @param result      what was asked for, or empty if there are errors
 * @param diagnostics errors and warnings, in the order of their report
 */
public record Outcome<T>(Optional<T> result, List<Diagnostic> diagnostics) {

    public Outcome {
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean succeeded() {
        return result.isPresent();
    }
}
