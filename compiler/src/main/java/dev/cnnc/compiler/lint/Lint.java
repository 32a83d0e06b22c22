package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import java.util.List;

/** Looks for one thing that was most likely not meant. Holds nothing. */
interface Lint {

    /** What it warns of. */
    DiagnosticCode code();

    /** A warning for every place, in the order of the file or of the layers. */
    List<Diagnostic> find(LintSubject subject);
}
