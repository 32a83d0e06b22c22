package dev.cnnc.compiler.cli;

/** What a command ends with. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_INPUT = 2;

    /** As shells count a process that SIGINT ended. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
