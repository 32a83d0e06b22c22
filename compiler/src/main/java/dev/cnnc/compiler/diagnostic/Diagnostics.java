package dev.cnnc.compiler.diagnostic;

import dev.cnnc.compiler.diagnostic.Diagnostic.Severity;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what the stages report. The same message at the same place counts once, whatever its notes: a block is
 * unfolded many times.
 */
public final class Diagnostics {

    /** More messages than this help nobody; the rest is counted and left out. */
    private static final int LIMIT = 100;

    /** What makes two messages one. */
    private record Key(Severity severity, DiagnosticCode code, Span span, String message) {}

    private final Set<Key> seen = new HashSet<>();
    private final List<Diagnostic> reported = new ArrayList<>();
    private int errors;
    private int warnings;
    private int leftOut;

    public void report(Diagnostic diagnostic) {
        boolean isError = diagnostic.severity() == Severity.ERROR;
        Key key = new Key(diagnostic.severity(), diagnostic.code(), diagnostic.span(), diagnostic.message());
        if (seen.contains(key)) {
            return;
        }
        if (isError) {
            errors++;
        } else {
            warnings++;
        }
        if (reported.size() >= LIMIT) {
            leftOut++;
            return;
        }
        seen.add(key);
        reported.add(diagnostic);
    }

    public boolean hasErrors() {
        return errors > 0;
    }

    /** Errors reported, shown or left out. */
    public int errorCount() {
        return errors;
    }

    /** Warnings reported, shown or left out. */
    public int warningCount() {
        return warnings;
    }

    /** Messages that came after the limit. */
    public int leftOut() {
        return leftOut;
    }

    /** In the order of their report. */
    public List<Diagnostic> all() {
        return List.copyOf(reported);
    }
}
