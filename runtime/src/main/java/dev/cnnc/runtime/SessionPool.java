package dev.cnnc.runtime;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Hands out sessions, one to a call. They are made when first needed, up to a limit; then calls wait. A monitor guards
 * it and not a lock of {@code java.util.concurrent}, whose queues allocate.
 *
 * <p>A call that comes while others wait may pass them, since it runs already and they have yet to be woken; but not
 * any more when they have waited for some time, or threads that ask again and again would leave them nothing.
 */
final class SessionPool {
    /** After which a call that waits is not passed. */
    private static final long PATIENCE_NANOS = 5_000_000;

    private final Supplier<InferenceSession> maker;
    private final InferenceSession[] idle;
    private int idleCount;
    private int made;
    private int lent;
    private int waiting;
    /** When the first of those that wait began to, or when one of them last had its turn. */
    private long waitingSince;
    private boolean closed;

    SessionPool(int limit, Supplier<InferenceSession> maker) {
        this.maker = maker;
        this.idle = new InferenceSession[limit];
    }

    /**
     * Takes a session, which {@link #giveBack} must follow.
     *
     * @throws IllegalStateException after {@link #close}
     * @throws CancellationException if the thread is interrupted while it waits; it stays interrupted
     */
    InferenceSession take() {
        InferenceSession session;
        synchronized (this) {
            if (!closed && !(oneIsLeft() && mayPass())) {
                awaitTurn();
            }
            if (closed) {
                throw new IllegalStateException("the predictor is closed");
            }
            session = lend();
            if (waiting > 0 && oneIsLeft()) {
                // For a call that was not to pass this one.
                notifyAll();
            }
        }
        return session == null ? make() : session;
    }

    /** Takes a session if one is left, which {@link #giveBack} must follow; else, and when closed, returns null. */
    InferenceSession takeIfLeft() {
        InferenceSession session;
        synchronized (this) {
            if (closed || !oneIsLeft()) {
                return null;
            }
            session = lend();
        }
        return session == null ? make() : session;
    }

    private boolean oneIsLeft() {
        return idleCount > 0 || made < idle.length;
    }

    /** Counts a session as lent; null if it has yet to be made. */
    private InferenceSession lend() {
        lent++;
        if (idleCount == 0) {
            made++;
            return null;
        }
        InferenceSession session = idle[--idleCount];
        idle[idleCount] = null;
        return session;
    }

    /** Outside the lock: it takes long, and the others need not wait. */
    private InferenceSession make() {
        InferenceSession session = null;
        try {
            session = maker.get();
            return session;
        } finally {
            if (session == null) {
                synchronized (this) {
                    made--;
                    lent--;
                    notifyAll();
                }
            }
        }
    }

    synchronized void giveBack(InferenceSession session) {
        lent--;
        idle[idleCount++] = session;
        // All, because a waiting close() and a waiting take() are told apart only by what they find.
        notifyAll();
    }

    /** Refuses calls from now on and waits for those under way; true for the caller that closed it. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        notifyAll();
        boolean interrupted = false;
        while (lent > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        while (idleCount > 0) {
            idle[--idleCount] = null;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return first;
    }

    private boolean mayPass() {
        return waiting == 0 || System.nanoTime() - waitingSince < PATIENCE_NANOS;
    }

    private void awaitTurn() {
        if (waiting == 0) {
            waitingSince = System.nanoTime();
        }
        waiting++;
        try {
            do {
                wait();
            } while (!closed && !oneIsLeft());
        } catch (InterruptedException e) {
            // It may have been woken for a session that another one can have.
            notifyAll();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a session");
        } finally {
            waiting--;
            waitingSince = System.nanoTime();
        }
    }
}
