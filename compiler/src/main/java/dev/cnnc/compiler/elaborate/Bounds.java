package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.grammar.Span;
import java.util.List;
import java.util.Locale;

/** Keeps a hostile file from asking for unbounded time or memory: what is beyond a bound ends elaboration. */
final class Bounds {

    static final int LAYERS = 100_000;
    static final int TURNS = 100_000;
    static final int LIST_ELEMENTS = 100_000;
    static final int IMPORTED_FILES = 200;
    static final int IMPORTED_LETTERS = 4 << 20;
    static final int EXPRESSION_DEPTH = 500;

    /** Bodies within bodies, blocks within blocks, constants behind constants: each level takes some stack. */
    private static final int DEPTH = 250;

    private static final int PATH_LENGTH = 500;

    /** What opening a scope costs, in steps. */
    static final int SCOPE = 10;

    /** What wording a message costs, in steps: a search for the name that was meant. */
    static final int MESSAGE = 3000;

    /** Statements and expressions altogether: about a second, and a hundred times what the deepest network takes. */
    private static final long STEPS = 5_000_000;

    private long steps;
    private int depth;

    /** Carries the message out of however deep elaboration is. */
    static final class ExceededException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Diagnostic diagnostic;

        private ExceededException(Diagnostic diagnostic) {
            super(diagnostic.message(), null, false, false);
            this.diagnostic = diagnostic;
        }

        Diagnostic diagnostic() {
            return diagnostic;
        }
    }

    static ExceededException exceeded(Span span, String message, String hint, List<Diagnostic.Note> trail) {
        return new ExceededException(Diagnostic.error(DiagnosticCode.TOO_LARGE, span, message, hint).withNotes(trail));
    }

    void spend(long work, Span span) {
        steps += work;
        if (steps > STEPS) {
            String message = String.format(Locale.ROOT, "this model takes more than %,d steps to unfold", STEPS);
            throw exceeded(span, message, "", List.of());
        }
    }

    /** @param what nests, for the message */
    void enter(String what, Span span, List<Diagnostic.Note> trail) {
        if (++depth > DEPTH) {
            throw exceeded(span, what + " nest more than " + DEPTH + " deep", "", trail);
        }
    }

    void leave() {
        depth--;
    }

    static void checkPath(String path, Span span) {
        if (path.length() > PATH_LENGTH) {
            throw exceeded(
                    span, "this layer's full name has more than " + PATH_LENGTH + " letters", "use shorter labels",
                    List.of());
        }
    }
}
