package dev.cnnc.grammar;

import java.util.List;
import java.util.Optional;

/**
 * The one layout of the language: two spaces of indent, one space around operators, 100 columns.
 *
 * <p>What the author put on one line stays on one line where it fits, since a network should read like the table in its
 * paper; comments stay where they are, and of several blank lines one.
 */
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
        Parse parse = Parse.of(file);
        SyntaxReader.Result read = SyntaxReader.read(parse);
        if (!read.errors().isEmpty()) {
            return new Result(Optional.empty(), read.errors());
        }
        return new Result(Optional.of(new Layout(Pieces.of(parse)).print()), List.of());
    }
}
