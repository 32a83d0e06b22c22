package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;

/** A computation that has no result. The evaluator, which knows the place, reports it. */
final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DiagnosticCode code;
    private final String hint;

    EvaluationException(DiagnosticCode code, String message, String hint) {
        super(message, null, false, false);
        this.code = code;
        this.hint = hint;
    }

    DiagnosticCode code() {
        return code;
    }

    String hint() {
        return hint;
    }
}
