package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import java.util.List;

/** A layer's rule that its inputs or attributes break. Whoever called the rule knows the place and reports it. */
public final class LayerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DiagnosticCode code;
    private final String hint;
    private final String attribute;
    private final transient List<String> calculation;

    /**
     * @param message   what was found and what was expected
     * @param hint      how to put it right, or an empty string
     * @param attribute the attribute to underline, or an empty string for the whole layer
     */
    public LayerException(DiagnosticCode code, String message, String hint, String attribute) {
        this(code, message, hint, attribute, List.of());
    }

    /** @param calculation how it comes about in numbers: the rule, then a line for each direction; or nothing */
    public LayerException(
            DiagnosticCode code, String message, String hint, String attribute, List<String> calculation) {
        super(message, null, false, false);
        this.code = code;
        this.hint = hint;
        this.attribute = attribute;
        this.calculation = List.copyOf(calculation);
    }

    public DiagnosticCode code() {
        return code;
    }

    public String hint() {
        return hint;
    }

    public String attribute() {
        return attribute;
    }

    public List<String> calculation() {
        return calculation;
    }
}
