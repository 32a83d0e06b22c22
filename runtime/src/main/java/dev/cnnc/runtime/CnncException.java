package dev.cnnc.runtime;

/**
 * A mistake in what the user gave: a file, an option, a network. The message is fit to be printed as it is: what is
 * wrong, what was found and expected, and how to put it right.
 */
public class CnncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A mistake that has no deeper cause. */
    public CnncException(String message) {
        super(message);
    }

    /** A mistake that another exception revealed. */
    public CnncException(String message, Throwable cause) {
        super(message, cause);
    }
}
