package dev.cnnc.runtime;

/**
 * Something the user can put right: a file that is damaged or of another network, an unknown option, a folder that
 * cannot be written. The message is complete as it stands (what, where, what was found, what was expected, what to do)
 * and is shown without a stack trace; command lines end with exit code 2.
 *
 * <p>Wrong calls from a program (an array of the wrong length, a predictor used after it was closed) are
 * {@link IllegalArgumentException} and {@link IllegalStateException} instead.
 */
public class CnncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a text fit to print as it is */
    public CnncException(String message) {
        super(message);
    }

    /**
     * @param message a text fit to print as it is
     * @param cause what went wrong underneath, for a program's log
     */
    public CnncException(String message, Throwable cause) {
        super(message, cause);
    }
}
