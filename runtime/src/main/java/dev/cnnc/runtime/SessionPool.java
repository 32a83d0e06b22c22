package dev.cnnc.runtime;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Hands out sessions, one to a call. They are made when first needed, up to a limit; then calls wait. A monitor guards
 * it and not a lock of {@code java.util.concurrent}, whose queues allocate.
 */
final class SessionPool {
    private final Supplier<InferenceSession> maker;
    private final InferenceSession[] idle;
    private int idleCount;
    private int made;
    private int lent;
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
            while (!closed && !oneIsLeft()) {
                await();
            }
            if (closed) {
                throw new IllegalStateException("the predictor is closed");
            }
            session = lend();
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

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a session");
        }
    }
}
