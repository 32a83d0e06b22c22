package dev.cnnc.runtime.train;

import dev.cnnc.runtime.kernel.ElementKernels;
import dev.cnnc.runtime.parallel.WorkerPool;

/**
 * Tells whether all numbers of a gradient are finite, before they reach a weight. A sum in which one number is not
 * finite is not finite itself, so that it takes one fast pass over the memory. Allocates nothing.
 */
public final class GradientCheck implements WorkerPool.Task {
    private static final int CHUNK = 1 << 16;
    private static final int LANES = 64;

    private final WorkerPool workers;
    private final ElementKernels kernels;
    private final float[] gradients;
    private final float[] sums;
    private final boolean[] finite;

    public GradientCheck(WorkerPool workers, ElementKernels kernels, float[] gradients) {
        this.workers = workers;
        this.kernels = kernels;
        this.gradients = gradients;
        finite = new boolean[(gradients.length + CHUNK - 1) / CHUNK];
        sums = new float[finite.length * LANES];
    }

    /** Whether they all are. */
    public boolean isFinite() {
        workers.run(this, finite.length);
        for (boolean chunk : finite) {
            if (!chunk) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void run(int unit, int worker) {
        int from = unit * CHUNK;
        int to = Math.min(from + CHUNK, gradients.length);
        int rows = (to - from) / LANES;
        float sum = 0;
        if (rows > 0) {
            kernels.channelSums(gradients, from, rows, LANES, sums, unit * LANES);
            for (int i = 0; i < LANES; i++) {
                sum += sums[unit * LANES + i];
            }
        }
        for (int i = from + rows * LANES; i < to; i++) {
            sum += gradients[i];
        }
        // A sum of large numbers may leave the range of a float where none of them does.
        finite[unit] = Float.isFinite(sum) || eachIsFinite(from, to);
    }

    private boolean eachIsFinite(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(gradients[i])) {
                return false;
            }
        }
        return true;
    }
}
