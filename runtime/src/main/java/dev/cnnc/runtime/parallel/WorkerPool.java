package dev.cnnc.runtime.parallel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed set of threads that run the units of one {@link Task} at a time; the calling thread takes part.
 *
 * <p>Units are taken from both ends, the first by the caller, so that with two threads each computes one half of every
 * tensor, and finds in its caches what it has left there.
 *
 * <p>A run allocates nothing, and for a millisecond after a run the threads wait awake, because an operation of a
 * network takes little longer than waking a thread does. A run that starts while another is under
 * way, from inside a unit or from another thread, is carried out by its caller alone.
 *
 * <p>Threads that compute beside each other say so with {@link #enter}. To each of them a thread of the pool leaves its
 * processor, since two that share one take longer than one that does the work of both: a run then waits for the unit of
 * a thread that does not run.
 */
public final class WorkerPool implements AutoCloseable {
    /** The work of one run, cut into units that are independent of each other. */
    public interface Task {
        /**
         * Does one unit.
         *
         * @param unit   which one, from 0
         * @param worker who does it, from 0 to {@link WorkerPool#threads()} - 1; no other unit has this number
         *               meanwhile
         */
        void run(int unit, int worker);
    }

    /**
     * How long a thread waits awake. Waking one that sleeps takes tens of microseconds, on a virtual machine hundreds:
     * so long that the caller has done the work alone, and one late start makes for the next.
     */
    private static final long AWAKE_NANOS = 1_000_000;
    /** Between two looks at the clock. */
    private static final int SPINS = 32;
    /** One unit in the upper half of {@link #claim}. */
    private static final long END = 1L << 32;

    private final Helper[] helpers;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** The units not yet taken: the first one in the lower half, the one behind the last in the upper. */
    private final AtomicLong claim = new AtomicLong();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    /** Threads between {@link #enter} and {@link #leave}. */
    private final AtomicInteger callers = new AtomicInteger();
    /** The pool's threads up to this number take part in the run under way. */
    private volatile int invited;
    private volatile Task task;
    private volatile Thread waiter;
    private volatile boolean closed;

    /**
     * Starts the threads.
     *
     * @param threads how many work at once, the caller included; at least 1
     */
    public WorkerPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a pool needs at least one thread, not " + threads);
        }
        helpers = new Helper[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
            helpers[i].start();
        }
    }

    /** How many units run at once, at most. */
    public int threads() {
        return helpers.length + 1;
    }

    /** Says that the calling thread computes with this pool from now on, until it calls {@link #leave}. */
    public void enter() {
        callers.incrementAndGet();
    }

    /** Ends what {@link #enter} began. */
    public void leave() {
        callers.decrementAndGet();
    }

    /** How many threads of the pool have a processor: those that no other caller needs. */
    private int free() {
        return threads() - Math.max(1, callers.get());
    }

    /**
     * Runs {@code task} for every unit from 0 to {@code units - 1} and returns when all are done. The first exception
     * that a unit throws is thrown here, after the other units have run.
     */
    public void run(Task task, int units) {
        int wanted = Math.min(free(), units - 1);
        if (wanted <= 0 || closed || !busy.compareAndSet(false, true)) {
            for (int unit = 0; unit < units; unit++) {
                task.run(unit, 0);
            }
            return;
        }
        try {
            this.task = task;
            unfinished.set(units);
            invited = wanted;
            claim.set((long) units << 32);
            for (int i = 0; i < wanted; i++) {
                helpers[i].wake();
            }
            takeUnits(0);
            awaitOthers();
        } finally {
            this.task = null;
            Throwable thrown = failure.getAndSet(null);
            busy.set(false);
            if (thrown != null) {
                throwUnchecked(thrown);
            }
        }
    }

    /** Ends the threads; later runs are carried out by their callers. */
    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    private void takeUnits(int worker) {
        while (worker <= invited) {
            long seen = claim.get();
            int first = (int) seen;
            int end = (int) (seen >>> 32);
            if (first == end) {
                return;
            }
            boolean fromStart = worker % 2 == 0;
            if (!claim.compareAndSet(seen, fromStart ? seen + 1 : seen - END)) {
                continue;
            }
            try {
                // While this unit is not done, the task cannot change.
                task.run(fromStart ? first : end - 1, worker);
            } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
            }
            if (unfinished.decrementAndGet() == 0) {
                Thread waiting = waiter;
                if (waiting != null) {
                    LockSupport.unpark(waiting);
                }
            }
        }
    }

    private boolean hasUnitsFor(int worker) {
        long seen = claim.get();
        return (int) seen != (int) (seen >>> 32) && worker <= invited;
    }

    private void awaitOthers() {
        if (endComesSoon()) {
            return;
        }
        waiter = Thread.currentThread();
        while (unfinished.get() != 0) {
            LockSupport.park(this);
        }
        waiter = null;
    }

    /** Waits awake for the end of the units under way; false if it has not come in time. */
    private boolean endComesSoon() {
        long start = System.nanoTime();
        do {
            for (int spin = 0; spin < SPINS; spin++) {
                if (unfinished.get() == 0) {
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() - start < AWAKE_NANOS);
        return false;
    }

    /** Waits awake for work; false if none has come in time, or if the processors have other callers. */
    private boolean workComesSoon(int worker) {
        long start = System.nanoTime();
        do {
            for (int spin = 0; spin < SPINS; spin++) {
                if (hasUnitsFor(worker)) {
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (worker <= free() && System.nanoTime() - start < AWAKE_NANOS);
        return false;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private final class Helper extends Thread {
        private final int worker;
        private volatile boolean parked;

        Helper(int worker) {
            super("cnnc-worker-" + worker);
            this.worker = worker;
            setDaemon(true);
        }

        void wake() {
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            while (!closed) {
                takeUnits(worker);
                awaitWork();
            }
        }

        private void awaitWork() {
            if (workComesSoon(worker)) {
                return;
            }
            parked = true;
            while (!hasUnitsFor(worker) && !closed) {
                LockSupport.park(WorkerPool.this);
            }
            parked = false;
        }
    }
}
