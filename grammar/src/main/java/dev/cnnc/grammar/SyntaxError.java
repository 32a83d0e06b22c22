package dev.cnnc.grammar;

/**
 * Something that is not the language.
 *
 * @param span    where; empty at the end of a file that ends too early
 * @param message what was found and what was expected, a sentence in small letters without a full stop
 * @param hint    how to mend it, or the empty string
 */
public record SyntaxError(Span span, String message, String hint) {

    /** {@code lenet5.cnn:7:3: message (hint)}. */
    @Override
    public String toString() {
        return span + ": " + message + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
