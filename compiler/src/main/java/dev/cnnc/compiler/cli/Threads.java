package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.CnncException;
import picocli.CommandLine.Option;

/** How much of the machine a command takes. */
final class Threads {

    private static final int MOST = 1024;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to use (default: one for each processor).")
    private Integer count;

    boolean given() {
        return count != null;
    }

    int count() {
        if (count == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (count < 1 || count > MOST) {
            throw new CnncException("--threads is a number from 1 to " + MOST + ", found " + count);
        }
        return count;
    }
}
