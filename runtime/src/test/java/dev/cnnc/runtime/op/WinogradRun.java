package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;

/** A Winograd convolution in a workspace of its own, with values around its tensors that must stay. */
final class WinogradRun implements AutoCloseable {
    private static final float GUARD = 12345;

    private final NaiveConvolution shape;
    private final WorkerPool workers;
    private final Workspace workspace;
    private final WinogradConvolution operation;
    private final int x = 1;
    private final int y;
    private final int floats;
    private final boolean bias;

    WinogradRun(NaiveConvolution shape, int tile, boolean bias, Tail tail, String kernels, int threads, int capacity) {
        this.shape = shape;
        this.bias = bias;
        workers = new WorkerPool(threads);
        y = x + shape.x().imageStride() + 1;
        floats = y + shape.y().imageStride() + 1;
        int filters = shape.y().channels();
        workspace = new Workspace(KernelChoice.named(kernels), workers, capacity, floats,
                new float[shape.weights() + 3 * filters], new float[0], new float[2 * filters], new float[1][]);
        workspace.count(shape.images());
        operation = new WinogradConvolution(workspace, shape.x(), shape.y(), shape.padTop(), shape.padLeft(), tile,
                false, tail);
    }

    void set(float[] input, float[] weight, float[] biases) {
        Arrays.fill(workspace.arena(), 0, floats * workspace.capacity(), GUARD);
        System.arraycopy(input, 0, workspace.arena(), workspace.address(x), input.length);
        System.arraycopy(weight, 0, workspace.parameters(), 0, weight.length);
        if (bias) {
            System.arraycopy(biases, 0, workspace.parameters(), weight.length, biases.length);
        }
    }

    /** {@code residual} lies where y is written, or is null. */
    float[] infer(float[] residual) {
        operation.pack(0, 0, bias ? shape.weights() : -1);
        if (residual != null) {
            System.arraycopy(residual, 0, workspace.arena(), workspace.address(y), residual.length);
        }
        inferOnly(residual != null);
        return result();
    }

    /** {@code state} has the means, then the variances. */
    float[] inferFolded(float[] gamma, float[] beta, float[] state, float epsilon) {
        int filters = shape.y().channels();
        int first = shape.weights() + filters;
        System.arraycopy(gamma, 0, workspace.parameters(), first, filters);
        System.arraycopy(beta, 0, workspace.parameters(), first + filters, filters);
        System.arraycopy(state, 0, workspace.state(), 0, state.length);
        operation.packFolded(0, 0, bias ? shape.weights() : -1, first, first + filters, 0, filters, epsilon);
        inferOnly(false);
        return result();
    }

    /** With the weights that were packed before. */
    void inferOnly(boolean residual) {
        if (residual) {
            operation.infer(x, y, y, 0);
        } else {
            operation.infer(x, y, 0);
        }
    }

    private float[] result() {
        int at = workspace.address(y);
        return Arrays.copyOfRange(workspace.arena(), at, at + shape.images() * shape.y().imageStride());
    }

    /** Whether nothing was written between and behind the tensors. */
    boolean guardsStand() {
        for (int tensor : new int[] {x, y, floats}) {
            for (int i = 0; i < workspace.capacity(); i++) {
                if (workspace.arena()[(tensor - 1) * workspace.capacity() + i] != GUARD) {
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
