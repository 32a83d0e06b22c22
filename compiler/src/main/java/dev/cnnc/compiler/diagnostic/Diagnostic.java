package dev.cnnc.compiler.diagnostic;

import dev.cnnc.grammar.Span;
import java.util.List;

/**
 * One message to the user.
 *
 * @param span    the part to underline
 * @param message what was found and what was expected, in one line and the user's words
 * @param hint    how to put it right, or an empty string
 * @param notes   other places that belong to it, such as the call of the block it stands in
 */
public record Diagnostic(
        Severity severity, DiagnosticCode code, Span span, String message, String hint, List<Note> notes) {

    public Diagnostic {
        notes = List.copyOf(notes);
    }

    public static Diagnostic error(DiagnosticCode code, Span span, String message, String hint) {
        return new Diagnostic(Severity.ERROR, code, span, message, hint, List.of());
    }

    public static Diagnostic warning(DiagnosticCode code, Span span, String message, String hint) {
        return new Diagnostic(Severity.WARNING, code, span, message, hint, List.of());
    }

    public Diagnostic withNotes(List<Note> more) {
        return new Diagnostic(severity, code, span, message, hint, more);
    }

    public Diagnostic withSeverity(Severity other) {
        return new Diagnostic(other, code, span, message, hint, notes);
    }

    /** Whether the model can still be compiled. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /**
     * A second place, or more about the first: {@code in block 'basic', called here}.
     *
     * @param brief   for a body around the place, what a table has room for, such as {@code turn 2 of 3}; else empty
     * @param details lines that explain it, such as a calculation
     */
    public record Note(Span span, String text, String brief, List<String> details) {

        public Note {
            details = List.copyOf(details);
        }

        public Note(Span span, String text) {
            this(span, text, "", List.of());
        }

        public Note(Span span, String text, List<String> details) {
            this(span, text, "", details);
        }
    }
}
