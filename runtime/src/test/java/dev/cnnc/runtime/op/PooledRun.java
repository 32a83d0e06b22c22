package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;

/** A convolution and the max pool behind it in a workspace of their own, with values around tensors that must stay. */
final class PooledRun implements AutoCloseable {
    /** In place of Winograd's tile, for {@link PooledConvolution}. */
    static final int DIRECT = 0;
    private static final float GUARD = 12345;

    private final NaiveConvolution shape;
    private final Layout pooled;
    private final WorkerPool workers;
    private final Workspace workspace;
    private final PooledConvolution direct;
    private final PooledWinogradConvolution winograd;
    private final int x = 1;
    private final int y;
    private final int floats;
    private final boolean bias;

    PooledRun(NaiveConvolution shape, int tile, boolean bias, Tail tail, String kernels, int threads, int capacity) {
        this.shape = shape;
        this.bias = bias;
        pooled = pooled(shape.y());
        workers = new WorkerPool(threads);
        y = x + shape.x().imageStride() + 1;
        floats = y + pooled.imageStride() + 1;
        int filters = pooled.channels();
        workspace = new Workspace(KernelChoice.named(kernels), workers, capacity, floats,
                new float[shape.weights() + 3 * filters], new float[0], new float[2 * filters], new PackedWeights(1));
        workspace.count(shape.images());
        direct = tile != DIRECT ? null : new PooledConvolution(workspace, shape.x(), pooled, shape.kernelHeight(),
                shape.kernelWidth(), shape.strideHeight(), shape.strideWidth(), shape.padTop(), shape.padLeft(),
                shape.dilationHeight(), shape.dilationWidth(), tail);
        winograd = tile == DIRECT ? null : new PooledWinogradConvolution(workspace, shape.x(), pooled,
                shape.padTop(), shape.padLeft(), tile, tail);
    }

    private static Layout pooled(Layout y) {
        return new Layout(y.height() / 2, y.width() / 2, y.channels());
    }

    /** Of every 2x2 pixels the largest. */
    static double[] largest(NaiveConvolution shape, double[] y) {
        Layout pooled = pooled(shape.y());
        double[] result = new double[shape.images() * pooled.imageStride()];
        for (int i = 0; i < result.length; i++) {
            int image = i / pooled.imageStride();
            int row = i % pooled.imageStride() / pooled.rowStride();
            int column = i % pooled.rowStride() / pooled.channels();
            int at = image * shape.y().imageStride() + 2 * row * shape.y().rowStride()
                    + 2 * column * pooled.channels() + i % pooled.channels();
            int right = pooled.channels();
            int down = shape.y().rowStride();
            result[i] = Math.max(Math.max(y[at], y[at + right]), Math.max(y[at + down], y[at + down + right]));
        }
        return result;
    }

    void set(float[] input, float[] weight, float[] biases) {
        Arrays.fill(workspace.arena(), workspace.address(0), workspace.address(floats), GUARD);
        System.arraycopy(input, 0, workspace.arena(), workspace.address(x), input.length);
        System.arraycopy(weight, 0, workspace.parameters(), 0, weight.length);
        if (bias) {
            System.arraycopy(biases, 0, workspace.parameters(), weight.length, biases.length);
        }
    }

    float[] infer() {
        int at = bias ? shape.weights() : -1;
        if (direct != null) {
            direct.pack(0, 0, at);
        } else {
            winograd.pack(0, 0, at);
        }
        inferOnly();
        return result();
    }

    /** {@code state} has the means, then the variances. */
    float[] inferFolded(float[] gamma, float[] beta, float[] state, float epsilon) {
        int filters = pooled.channels();
        int first = shape.weights() + filters;
        System.arraycopy(gamma, 0, workspace.parameters(), first, filters);
        System.arraycopy(beta, 0, workspace.parameters(), first + filters, filters);
        System.arraycopy(state, 0, workspace.state(), 0, state.length);
        int at = bias ? shape.weights() : -1;
        if (direct != null) {
            direct.packFolded(0, 0, at, first, first + filters, 0, filters, epsilon);
        } else {
            winograd.packFolded(0, 0, at, first, first + filters, 0, filters, epsilon);
        }
        inferOnly();
        return result();
    }

    /** With the weights that were packed before. */
    void inferOnly() {
        if (direct != null) {
            direct.infer(x, y, 0);
        } else {
            winograd.infer(x, y, 0);
        }
    }

    private float[] result() {
        int at = workspace.address(y);
        return Arrays.copyOfRange(workspace.arena(), at, at + shape.images() * pooled.imageStride());
    }

    /** Whether nothing was written between and behind the tensors. */
    boolean guardsStand() {
        for (int tensor : new int[] {x, y, floats}) {
            for (int i = 0; i < workspace.capacity(); i++) {
                if (workspace.arena()[workspace.address(tensor - 1) + i] != GUARD) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        workers.close();
    }
}
