package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution, depthwise convolution or dense layer in a workspace of its own, with everything around its tensors
 * filled with values that would show if they were read or stay if they were overwritten.
 */
final class ConvolutionRun implements AutoCloseable {
    /** The operation under test. */
    enum Kind { CONVOLUTION, DEPTHWISE, DENSE }

    static final List<String> KERNELS = List.of("vector", "loops");
    private static final float GUARD = 12345;

    final NaiveConvolution shape;
    final Workspace workspace;
    private final WorkerPool workers;
    private final Kind kind;
    private final Object operation;
    private final int x;
    private final int y;
    private final int dx;
    private final int dy;
    private final int floats;
    private final boolean bias;

    ConvolutionRun(Kind kind, NaiveConvolution shape, boolean bias, Tail tail, String kernels, int threads,
            int capacity) {
        this.kind = kind;
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
                new float[parameters.length], new float[2 * out.channels()], new float[1][]);
        workspace.count(shape.images());
        operation = switch (kind) {
            case CONVOLUTION -> new Convolution(workspace, in, out, shape.kernelHeight(), shape.kernelWidth(),
                    shape.strideHeight(), shape.strideWidth(), shape.padTop(), shape.padLeft(), shape.dilationHeight(),
                    shape.dilationWidth(), shape.groups(), tail);
            case DEPTHWISE -> new DepthwiseConvolution(workspace, in, out, shape.kernelHeight(), shape.kernelWidth(),
                    shape.strideHeight(), shape.strideWidth(), shape.padTop(), shape.padLeft(), shape.dilationHeight(),
                    shape.dilationWidth(), tail);
            case DENSE -> new Dense(workspace, in.channels(), out.channels(), tail);
        };
    }

    void set(float[] input, float[] weight, float[] biases) {
        Arrays.fill(workspace.arena(), 0, floats * workspace.capacity(), GUARD);
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
        switch (kind) {
            case CONVOLUTION -> ((Convolution) operation).forward(x, y, 0, biasOffset());
            case DEPTHWISE -> ((DepthwiseConvolution) operation).forward(x, y, 0, biasOffset());
            case DENSE -> ((Dense) operation).forward(x, y, 0, biasOffset());
        }
    }

    /** With the weights packed; {@code residual} lies where y is written, or is null. */
    float[] infer(float[] residual) {
        if (residual != null) {
            System.arraycopy(residual, 0, workspace.arena(), workspace.address(y), residual.length);
        }
        switch (kind) {
            case CONVOLUTION -> {
                Convolution convolution = (Convolution) operation;
                convolution.pack(0, 0, biasOffset());
                if (residual == null) {
                    convolution.infer(x, y, 0);
                } else {
                    convolution.infer(x, y, y, 0);
                }
            }
            case DEPTHWISE -> {
                DepthwiseConvolution depthwise = (DepthwiseConvolution) operation;
                depthwise.pack(0, 0, biasOffset());
                if (residual == null) {
                    depthwise.infer(x, y, 0);
                } else {
                    depthwise.infer(x, y, y, 0);
                }
            }
            case DENSE -> {
                Dense dense = (Dense) operation;
                dense.pack(0, 0, biasOffset());
                if (residual == null) {
                    dense.infer(x, y, 0);
                } else {
                    dense.infer(x, y, y, 0);
                }
            }
        }
        return read(y, shape.y());
    }

    /** With a batch normalisation folded in; {@code state} has the means, then the variances. */
    float[] inferFolded(float[] gamma, float[] beta, float[] state, float epsilon) {
        int filters = shape.y().channels();
        int first = shape.weights() + filters;
        System.arraycopy(gamma, 0, workspace.parameters(), first, filters);
        System.arraycopy(beta, 0, workspace.parameters(), first + filters, filters);
        System.arraycopy(state, 0, workspace.state(), 0, state.length);
        int bias = biasOffset();
        switch (kind) {
            case CONVOLUTION -> ((Convolution) operation).packFolded(0, 0, bias, first, first + filters, 0, filters,
                    epsilon);
            case DEPTHWISE -> ((DepthwiseConvolution) operation).packFolded(0, 0, bias, first, first + filters, 0,
                    filters, epsilon);
            case DENSE -> ((Dense) operation).packFolded(0, 0, bias, first, first + filters, 0, filters, epsilon);
        }
        inferOnly();
        return read(y, shape.y());
    }

    /** With the weights that {@link #infer} packed. */
    void inferOnly() {
        switch (kind) {
            case CONVOLUTION -> ((Convolution) operation).infer(x, y, 0);
            case DEPTHWISE -> ((DepthwiseConvolution) operation).infer(x, y, 0);
            case DENSE -> ((Dense) operation).infer(x, y, 0);
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
        switch (kind) {
            case CONVOLUTION -> ((Convolution) operation).backward(x, y, to, adds, dy, 0, biasOffset());
            case DEPTHWISE -> ((DepthwiseConvolution) operation).backward(x, y, to, adds, dy, 0, biasOffset());
            case DENSE -> ((Dense) operation).backward(x, y, to, adds, dy, 0, biasOffset());
        }
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
                if (arena[(tensor - 1) * capacity + i] != GUARD) {
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
