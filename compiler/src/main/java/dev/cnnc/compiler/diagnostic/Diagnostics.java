package dev.cnnc.compiler.diagnostic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what the stages report. The same message at the same place counts once: a block is unfolded many times. */
public final class Diagnostics {

    /** More errors than this help nobody; the rest is counted and left out. */
    private static final int LIMIT = 100;

    private final Set<Diagnostic> reported = new LinkedHashSet<>();
    private int errors;

    public void report(Diagnostic diagnostic) {
        if (reported.size() < LIMIT && reported.add(diagnostic) && diagnostic.severity() == Diagnostic.Severity.ERROR) {
            errors++;
        }
    }

    public boolean hasErrors() {
        return errors > 0;
    }

    /** In the order of their report. */
    public List<Diagnostic> all() {
        return new ArrayList<>(reported);
    }
}
