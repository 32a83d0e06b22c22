package dev.cnnc.compiler.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/** A progress bar's line. At its end it is empty, and the cursor stays on it for what comes next. */
final class ErasableLine extends ConsoleProgressBarConsumer {

    private final PrintStream stream;

    ErasableLine(PrintStream stream, int columns) {
        super(stream, columns);
        this.stream = stream;
    }

    @Override
    public void close() {
        stream.flush();
    }
}
