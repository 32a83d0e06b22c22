package dev.cnnc.grammar;

import java.util.List;
import java.util.Optional;

/** The one layout of the language. */
public final class Formatter {

    private Formatter() {}

    /**
     * What formatting gave: a text, or the errors that stood in the way.
     *
     * @param text   present exactly when there are no errors
     * @param errors in the order of the text
     */
    public record Result(Optional<String> text, List<SyntaxError> errors) {
        public Result {
            errors = List.copyOf(errors);
        }
    }

    /** Formats a file. Formatting the outcome again changes nothing. */
    public static Result format(SourceFile file) {
        throw new UnsupportedOperationException();
    }
}
