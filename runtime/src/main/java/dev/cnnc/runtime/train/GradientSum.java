package dev.cnnc.runtime.train;

import dev.cnnc.runtime.parallel.WorkerPool;

/** The gradient of a large batch, put together from the gradients of its parts. Allocates nothing. */
public final class GradientSum implements WorkerPool.Task {
    private static final int CHUNK = 16_384;

    private final WorkerPool workers;
    private final float[] gradients;
    private final float[] sum;
    private float share;
    private boolean first;

    /** @param gradients where each part's gradient is found */
    public GradientSum(WorkerPool workers, float[] gradients) {
        this.workers = workers;
        this.gradients = gradients;
        sum = new float[gradients.length];
    }

    /**
     * Adds the gradient of the mean loss over a part.
     *
     * @param share of the part in the images of the whole batch
     * @param begin whether it is the first part of a batch
     */
    public void add(double share, boolean begin) {
        this.share = (float) share;
        first = begin;
        workers.run(this, (gradients.length + CHUNK - 1) / CHUNK);
    }

    /** The sum, in the same array each time. */
    public float[] sum() {
        return sum;
    }

    /** Saves or restores the sum, of which a part may be there already. */
    public void exchange(TrainingState state) {
        state.array("gradients", sum);
    }

    @Override
    public void run(int unit, int worker) {
        int from = unit * CHUNK;
        int to = Math.min(from + CHUNK, sum.length);
        if (first) {
            scale(gradients, sum, from, to, share);
        } else {
            addScaled(gradients, sum, from, to, share);
        }
    }

    private static void scale(float[] from, float[] to, int begin, int end, float share) {
        for (int i = begin; i < end; i++) {
            to[i] = share * from[i];
        }
    }

    private static void addScaled(float[] from, float[] to, int begin, int end, float share) {
        for (int i = begin; i < end; i++) {
            to[i] += share * from[i];
        }
    }
}
