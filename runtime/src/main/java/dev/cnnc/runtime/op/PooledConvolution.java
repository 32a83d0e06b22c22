package dev.cnnc.runtime.op;

import java.util.List;

/**
 * A convolution and the max pool of 2x2 with steps of 2 behind it, for inference: {@code y = activation(largest of
 * x * w + bias in the window)}, which is the largest activation, since the function never falls. The four pixels of a
 * window are neighbours in a register tile, so only the largest is written, and its activation computed.
 *
 * <p>Of an odd row or column at the end of the convolution nothing is computed. Weights are as in {@link Convolution}.
 */
public final class PooledConvolution {
    private final Workspace workspace;
    private final ConvolutionShape shape;
    private final Tail tail;
    private final SlidingProduct product;

    /**
     * @param y       what the pool leaves
     * @param padTop  rows of zeros above the input; how many are below follows from the shapes
     * @param padLeft columns of zeros on its left
     * @param tail    an activation that never falls, and no residual
     * @throws IllegalArgumentException unless the filters are whole panels of a register tile, if weights are packed
     */
    public PooledConvolution(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth,
            int strideHeight, int strideWidth, int padTop, int padLeft, int dilationHeight, int dilationWidth,
            Tail tail) {
        this.workspace = workspace;
        this.tail = tail;
        int panel = workspace.kernels().products().panel();
        boolean packs = workspace.kernels().products().inPlace() == null;
        if (packs && y.channels() % panel != 0 || tail.residual()) {
            throw new IllegalArgumentException(y.channels() + " filters in panels of " + panel + ", " + tail);
        }
        shape = new ConvolutionShape(x, y, kernelHeight, kernelWidth, 2 * strideHeight, 2 * strideWidth, padTop,
                padLeft, dilationHeight, dilationWidth, 1);
        product = new SlidingProduct(workspace, x, y, 1, 2 * strideHeight, 2 * strideWidth,
                List.of(shape.forwardPart()), WeightOrder.forward(shape), SlidingProduct.Adding.NEVER, true);
    }

    /** See {@link ProductOperation#pack}. */
    public void pack(int slot, int weight, int bias) {
        pack(slot, weight, null, bias < 0 ? null : workspace.parameters(), bias);
    }

    /** See {@link ProductOperation#packFolded}. */
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        FoldedNormalization folded = new FoldedNormalization(workspace, shape.y().channels(), bias, gamma, beta, mean,
                variance, epsilon);
        pack(slot, weight, folded.scale(), folded.bias(), 0);
    }

    private void pack(int slot, int weight, float[] scale, float[] bias, int biasAt) {
        workspace.packed().place(slot, weight);
        product.pack(weight, scale, bias, biasAt, workspace.packed().sized(slot, product.packedSize()));
    }

    /** With packed weights. */
    public void infer(int x, int y, int slot) {
        product.run(workspace.packed().get(slot), workspace.packed().place(slot), workspace.address(x),
                workspace.address(y), -1, tail.activation(), tail.alpha());
    }
}
