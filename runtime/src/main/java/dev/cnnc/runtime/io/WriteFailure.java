package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;

/**
 * A file could not be written: the disk is full, or the folder may not be written to. What was there before is
 * untouched. Nothing in the input is at fault, so command lines end with exit code 1.
 */
public final class WriteFailure extends CnncException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message a text fit to print as it is
     * @param cause the operating system's
     */
    public WriteFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
