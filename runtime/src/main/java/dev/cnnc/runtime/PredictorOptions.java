package dev.cnnc.runtime;

/**
 * What a predictor may use of the machine.
 *
 * @param threads that share the work of one call, at least 1; predictors with as many have them in common
 * @param sessions calls that may run at the same time, at least 1; each needs the arena once, further calls wait
 *     (a large batch takes one for each thread, if they are free)
 * @param capacity images that a batch computes together at most, at least 1; the arena grows with it. They are fewer
 *     where that is faster, since what a layer leaves of them stays in the caches
 */
public record PredictorOptions(int threads, int sessions, int capacity) {
    public PredictorOptions {
        if (threads < 1 || sessions < 1 || capacity < 1) {
            throw new IllegalArgumentException("threads, sessions and capacity are at least 1, not " + threads + ", "
                    + sessions + " and " + capacity);
        }
    }

    /** One thread and one session for each processor, batches in eights. */
    public static PredictorOptions defaults() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new PredictorOptions(processors, processors, 8);
    }

    public PredictorOptions withThreads(int threads) {
        return new PredictorOptions(threads, sessions, capacity);
    }

    public PredictorOptions withSessions(int sessions) {
        return new PredictorOptions(threads, sessions, capacity);
    }

    public PredictorOptions withCapacity(int capacity) {
        return new PredictorOptions(threads, sessions, capacity);
    }
}
