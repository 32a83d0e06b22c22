package dev.cnnc.runtime.parallel;

import java.util.HashMap;
import java.util.Map;

/**
 * One pool for all that ask for as many threads, as long as any of them uses it. Pools of their own would take the
 * processors from each other.
 */
public final class SharedPools {
    private static final Map<Integer, Shared> POOLS = new HashMap<>();

    private SharedPools() {
    }

    private static final class Shared {
        private final WorkerPool pool;
        private int users;

        Shared(int threads) {
            pool = new WorkerPool(threads);
        }
    }

    /** A pool of so many threads, at least 1, which is to be given back and not to be closed. */
    public static synchronized WorkerPool take(int threads) {
        Shared shared = POOLS.computeIfAbsent(threads, Shared::new);
        shared.users++;
        return shared.pool;
    }

    /** Ends the threads if nobody else has taken the pool. */
    public static synchronized void giveBack(WorkerPool pool) {
        Shared shared = POOLS.get(pool.threads());
        shared.users--;
        if (shared.users == 0) {
            POOLS.remove(pool.threads());
            pool.close();
        }
    }
}
