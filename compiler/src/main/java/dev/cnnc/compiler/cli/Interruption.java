package dev.cnnc.compiler.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets a command end its work in order when the user presses Ctrl-C or the system sends SIGTERM, or SIGHUP where a
 * terminal is closed. A second signal ends the process at once. Where signals cannot be heard, they end the process at
 * once as well.
 */
final class Interruption implements AutoCloseable {

    private static final String[] SIGNALS = {"INT", "TERM", "HUP"};

    /** Shells count a process that a signal ended as this and the signal's number. */
    private static final int OF_SIGNAL = 128;

    private final Runnable stop;
    private final Console console;
    private final Map<String, Signals> before = new LinkedHashMap<>();
    private int signal;

    /** @param stop makes the work end soon; called from another thread */
    Interruption(Runnable stop, Console console) {
        this.stop = stop;
        this.console = console;
        for (String name : SIGNALS) {
            try {
                before.put(name, Signals.calling(this::heard).set(name));
            } catch (ReflectiveOperationException notOfThisSystem) {
                continue;
            }
        }
    }

    private void heard(int number) {
        synchronized (this) {
            if (signal != 0) {
                Runtime.getRuntime().halt(OF_SIGNAL + number);
            }
            signal = number;
        }
        stop.run();
        // On a terminal there is a bar in the line.
        console.err().println((console.errIsTerminal() ? System.lineSeparator() : "")
                + "stopping after this step; a second signal ends at once");
    }

    synchronized boolean happened() {
        return signal != 0 || Thread.currentThread().isInterrupted();
    }

    /** What the process ends with. */
    synchronized int exitCode() {
        return signal == 0 ? ExitCode.INTERRUPTED : OF_SIGNAL + signal;
    }

    @Override
    public void close() {
        before.forEach((name, handler) -> {
            try {
                handler.set(name);
            } catch (ReflectiveOperationException stays) {
                return;
            }
        });
    }
}
