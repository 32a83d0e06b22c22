package dev.cnnc.compiler.cli;

/** Ends a command with the exit code of wrong input, after all that is wrong was printed. */
final class RejectedInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RejectedInput() {
        super(null, null, false, false);
    }
}
