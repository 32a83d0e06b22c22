package dev.cnnc.runtime;

import dev.cnnc.runtime.parallel.WorkerPool;

/**
 * A batch of which every thread computes images of its own through the whole network: they wait for each other once,
 * not in every layer, and what a layer leaves is still in the cache of the core that reads it next. Not thread-safe.
 */
final class ParallelBatch implements WorkerPool.Task {
    private final WorkerPool workers;
    private final InferenceSession[] sessions;
    private float[] pixels;
    private float[] out;
    private int count;
    private int size;

    ParallelBatch(WorkerPool workers) {
        this.workers = workers;
        sessions = new InferenceSession[workers.threads()];
    }

    /**
     * Computes images, unless other calls have so many sessions that there is not one for each thread; then it returns
     * false.
     *
     * @param own  the call's session
     * @param most how many images a session computes at a time
     */
    boolean compute(SessionPool pool, InferenceSession own, float[] pixels, int count, int most, float[] out) {
        try {
            if (!take(pool, own)) {
                return false;
            }
            this.pixels = pixels;
            this.out = out;
            this.count = count;
            int rounds = (int) ((count - 1) / ((long) most * sessions.length)) + 1;
            int parts = rounds * sessions.length;
            size = (count - 1) / parts + 1;
            workers.run(this, (count - 1) / size + 1);
            return true;
        } finally {
            this.pixels = null;
            this.out = null;
            giveBack(pool);
        }
    }

    private boolean take(SessionPool pool, InferenceSession own) {
        sessions[0] = own;
        for (int i = 1; i < sessions.length; i++) {
            sessions[i] = pool.takeIfLeft();
            if (sessions[i] == null) {
                return false;
            }
        }
        return true;
    }

    private void giveBack(SessionPool pool) {
        sessions[0] = null;
        for (int i = 1; i < sessions.length; i++) {
            if (sessions[i] != null) {
                pool.giveBack(sessions[i]);
                sessions[i] = null;
            }
        }
    }

    @Override
    public void run(int unit, int worker) {
        int first = unit * size;
        sessions[worker].computePart(pixels, first, Math.min(size, count - first), out);
    }
}
