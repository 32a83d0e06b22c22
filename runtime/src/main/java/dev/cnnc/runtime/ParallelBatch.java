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
    private int parts;

    ParallelBatch(WorkerPool workers) {
        this.workers = workers;
        sessions = new InferenceSession[workers.threads()];
    }

    /**
     * How many of so many images threads had better compute by themselves; the others they compute together. Without
     * work for three quarters of all rounds, they leave out the last, in which too many would have nothing to do.
     *
     * @param most images that a session computes at a time
     */
    static int share(int count, int most, int threads) {
        if (threads == 1 || count <= most) {
            return 0;
        }
        long parts = parts(count, most, threads);
        return 4L * Math.min(count, parts) >= 3 * parts ? count : (int) (parts - threads);
    }

    /** As many for every thread, none of more than {@code most} images. */
    private static long parts(int count, int most, int threads) {
        long rounds = (count - 1) / ((long) most * threads) + 1;
        return rounds * threads;
    }

    /**
     * Computes the first of some images and says how many: none if other calls have so many sessions that there is not
     * one for each thread.
     *
     * @param own the call's session
     */
    int compute(SessionPool pool, InferenceSession own, float[] pixels, int count, float[] out) {
        int most = own.capacity();
        int share = share(count, most, sessions.length);
        if (share == 0) {
            return 0;
        }
        try {
            if (!take(pool, own)) {
                return 0;
            }
            this.pixels = pixels;
            this.out = out;
            this.count = share;
            parts = (int) Math.min(share, parts(share, most, sessions.length));
            workers.run(this, parts);
            return share;
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
        int first = (int) ((long) count * unit / parts);
        int next = (int) ((long) count * (unit + 1) / parts);
        sessions[worker].computePart(pixels, first, next - first, out);
    }
}
