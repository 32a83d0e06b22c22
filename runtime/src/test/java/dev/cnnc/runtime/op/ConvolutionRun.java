package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution of any form or a dense layer in a workspace of its own, with everything around its tensors
 * filled with values that would show if they were read or stay if they were overwritten.
 */
final class ConvolutionRun implements AutoCloseable {
    /** The operation under test. */
    enum Kind {
        CONVOLUTION(1), WINOGRAD_2(1.5), WINOGRAD_4(10), DEPTHWISE(1), DENSE(1);

        /** How much larger its rounding errors are than those of sums of products. */
        final double rounding;

        Kind(double rounding) {
            this.rounding = rounding;
        }

        /** Whether it computes 3x3 convolutions of stride 1 only. */
        boolean winograd() {
            return this == WINOGRAD_2 || this == WINOGRAD_4;
        }
    }

    static final List<String> KERNELS = List.of("vector", "loops");
    private static final float GUARD = 12345;

    final NaiveConvolution shape;
    final Workspace workspace;
    private final WorkerPool workers;
    private final ProductOperation operation;
    private final int x;
    private final int y;
    private final int dx;
    private final int dy;
    private final int floats;
    private final boolean bias;

    ConvolutionRun(Kind kind, NaiveConvolution shape, boolean bias, Tail tail, String kernels, int threads,
            int capacity) {
        this.shape = shape;
        this.bias = bias;
        workers = new WorkerPool(threads);
        Layout in = shape.x();
        Layout out = shape.y();
        x = 1;
        y = x + in.imageStride() + 1;
        dx = y + out.imageStride() + 1;
        dy = dx + in.imageStride() + 1;
        floats = dy + out.imageStride() + 1;
        float[] parameters = new float[shape.weights() + 3 * out.channels()];
        workspace = new Workspace(KernelChoice.named(kernels), workers, capacity, floats, parameters,
                new float[parameters.length], new float[2 * out.channels()], new PackedWeights(1));
        workspace.count(shape.images());
        operation = switch (kind) {
            case CONVOLUTION -> new Convolution(workspace, in, out, shape.kernelHeight(), shape.kernelWidth(),
                    shape.strideHeight(), shape.strideWidth(), shape.padTop(), shape.padLeft(), shape.dilationHeight(),
                    shape.dilationWidth(), shape.groups(), tail);
            case WINOGRAD_2, WINOGRAD_4 -> new WinogradConvolution(workspace, in, out, shape.padTop(), shape.padLeft(),
                    kind == Kind.WINOGRAD_2 ? 2 : 4, tail);
            case DEPTHWISE -> new DepthwiseConvolution(workspace, in, out, shape.kernelHeight(), shape.kernelWidth(),
                    shape.strideHeight(), shape.strideWidth(), shape.padTop(), shape.padLeft(), shape.dilationHeight(),
                    shape.dilationWidth(), tail);
            case DENSE -> new Dense(workspace, in.channels(), out.channels(), tail);
        };
    }

    void set(float[] input, float[] weight, float[] biases) {
        Arrays.fill(workspace.arena(), workspace.address(0), workspace.address(floats), GUARD);
        System.arraycopy(input, 0, workspace.arena(), workspace.address(x), input.length);
        System.arraycopy(weight, 0, workspace.parameters(), 0, weight.length);
        if (bias) {
            System.arraycopy(biases, 0, workspace.parameters(), weight.length, biases.length);
        }
    }

    float[] forward() {
        forwardOnly();
        return read(y, shape.y());
    }

    /** Without copying the result. */
    void forwardOnly() {
        operation.forward(x, y, 0, biasOffset());
    }

    /** With the weights packed; {@code residual} lies where y is written, or is null. */
    float[] infer(float[] residual) {
        if (residual != null) {
            System.arraycopy(residual, 0, workspace.arena(), workspace.address(y), residual.length);
        }
        pack();
        inferOnly(residual != null);
        return read(y, shape.y());
    }

    void pack() {
        operation.pack(0, 0, biasOffset());
    }

    /** With a batch normalisation folded in; {@code state} has the means, then the variances. */
    float[] inferFolded(float[] gamma, float[] beta, float[] state, float epsilon) {
        int filters = shape.y().channels();
        int first = shape.weights() + filters;
        System.arraycopy(gamma, 0, workspace.parameters(), first, filters);
        System.arraycopy(beta, 0, workspace.parameters(), first + filters, filters);
        System.arraycopy(state, 0, workspace.state(), 0, state.length);
        operation.packFolded(0, 0, biasOffset(), first, first + filters, 0, filters, epsilon);
        inferOnly(false);
        return read(y, shape.y());
    }

    /** With the weights that were packed before; a residual lies where y is written. */
    void inferOnly(boolean residual) {
        if (residual) {
            operation.infer(x, y, y, 0);
        } else {
            operation.infer(x, y, 0);
        }
    }

    /** Returns dx; {@code before} is what dx holds and is added to, or null. */
    float[] backward(float[] gradient, float[] before) {
        System.arraycopy(gradient, 0, workspace.arena(), workspace.address(dy), gradient.length);
        if (before != null) {
            System.arraycopy(before, 0, workspace.arena(), workspace.address(dx), before.length);
        }
        Arrays.fill(workspace.gradients(), GUARD);
        backwardOnly(before != null);
        return read(dx, shape.x());
    }

    /** Without setting dy and copying the result. */
    void backwardOnly(boolean adds) {
        backwardTo(dx, adds);
    }

    /** As {@link #backwardOnly}, without the gradient of the input. */
    void weightGradientOnly() {
        backwardTo(-1, false);
    }

    private void backwardTo(int to, boolean adds) {
        operation.backward(x, y, to, adds, dy, 0, biasOffset());
    }

    /** Without a gradient of the weights. */
    float[] backwardFrozen(float[] gradient) {
        System.arraycopy(gradient, 0, workspace.arena(), workspace.address(dy), gradient.length);
        backwardFrozenOnly();
        return read(dx, shape.x());
    }

    void backwardFrozenOnly() {
        operation.backwardFrozen(y, dx, false, dy, 0);
    }

    float[] weightGradient() {
        return Arrays.copyOf(workspace.gradients(), shape.weights());
    }

    float[] biasGradient() {
        return Arrays.copyOfRange(workspace.gradients(), shape.weights(), shape.weights() + shape.y().channels());
    }

    /** Whether nothing was written between and behind the tensors. */
    boolean guardsStand() {
        int capacity = workspace.capacity();
        float[] arena = workspace.arena();
        for (int tensor : new int[] {x, y, dx, dy, floats}) {
            for (int i = 0; i < capacity; i++) {
                if (arena[workspace.address(tensor - 1) + i] != GUARD) {
                    return false;
                }
            }
        }
        return true;
    }

    private int biasOffset() {
        return bias ? shape.weights() : -1;
    }

    private float[] read(int offset, Layout layout) {
        int at = workspace.address(offset);
        return Arrays.copyOfRange(workspace.arena(), at, at + shape.images() * layout.imageStride());
    }

    @Override
    public void close() {
        workers.close();
    }
}
