package dev.cnnc.compiler.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end its work in order when the user presses Ctrl-C or the system sends SIGTERM: the JVM waits, two
 * minutes at most, until it is closed, and ends with the exit code that belongs to the signal.
 */
final class Interruption implements AutoCloseable {

    private static final int SECONDS_TO_END = 120;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    /** @param stop makes the work end soon; called from another thread */
    Interruption(Runnable stop) {
        hook = new Thread(() -> {
            happened = true;
            stop.run();
            try {
                ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean happened() {
        return happened || Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        ended.countDown();
        if (!happened) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                happened = true;
            }
        }
    }
}
