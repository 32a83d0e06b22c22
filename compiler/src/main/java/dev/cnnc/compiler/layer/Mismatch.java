package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import java.util.Optional;

/** A value that an {@link AttributeType} does not take. Whoever reads knows the attribute and words the message. */
public final class Mismatch extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient DiagnosticCode code;
    private final transient String expected;
    private final transient String hint;
    private final transient Diagnostic inner;

    private Mismatch(DiagnosticCode code, String expected, String hint, Diagnostic inner) {
        super(expected, null, false, false);
        this.code = code;
        this.expected = expected;
        this.hint = hint;
        this.inner = inner;
    }

    /**
     * @param expected what would have done, as in {@link AttributeType#expected()}
     * @param hint     how to put it right, or an empty string
     */
    public static Mismatch of(DiagnosticCode code, String expected, String hint) {
        return new Mismatch(code, expected, hint, null);
    }

    /** A mistake within the value, such as an unknown setting of {@code normal(…)}: it has its message already. */
    public static Mismatch within(Diagnostic diagnostic) {
        return new Mismatch(diagnostic.code(), "", "", diagnostic);
    }

    DiagnosticCode code() {
        return code;
    }

    String expected() {
        return expected;
    }

    String hint() {
        return hint;
    }

    Optional<Diagnostic> inner() {
        return Optional.ofNullable(inner);
    }
}
