package dev.cnnc.bench.kernels;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.PackedWeights;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Random;

/**
 * A workspace with the tensors of one layer, filled with random numbers.
 *
 * @param x  where the input is in the plan, then the output and the gradients of both
 */
record Memory(Workspace workspace, int x, int y, int dx, int dy) {

    /** Of batch norms: gamma and beta among the parameters, mean and variance in the state. */
    private static final int LEAST_PARAMETERS = 1 << 16;

    static Memory of(WorkerPool pool, int images, Layout x, Layout y, int parameters) {
        int in = x.imageStride();
        int out = y.imageStride();
        int size = Math.max(parameters, LEAST_PARAMETERS);
        Workspace workspace = new Workspace(KernelChoice.best(), pool, images, 2 * (in + out), new float[size],
                new float[size], new float[LEAST_PARAMETERS], new PackedWeights(1));
        Random random = new Random(1);
        for (float[] array : new float[][] {workspace.arena(), workspace.parameters(), workspace.state()}) {
            for (int i = 0; i < array.length; i++) {
                array[i] = 0.5f + random.nextFloat();
            }
        }
        return new Memory(workspace, 0, in, in + out, 2 * in + out);
    }
}
