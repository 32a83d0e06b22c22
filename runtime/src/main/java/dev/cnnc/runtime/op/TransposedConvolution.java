package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.List;

/**
 * Transposed convolution: the gradient of a convolution's input, as a layer of its own. Where that convolution goes
 * from {@code y} to {@code x}, this one goes from {@code x} to {@code y}. Weights are {@code [channels, filters /
 * groups, kernelHeight, kernelWidth]}, as in PyTorch, which are the weights of that convolution.
 *
 * <p>So forward is {@link Convolution}'s backward, its backward is {@link Convolution}'s forward, and the two tensors
 * change places in the gradient of the weights. V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep
 * learning", arXiv:1603.07285, chapter 4.
 */
public final class TransposedConvolution implements ProductOperation {
    private final Workspace workspace;
    private final ConvolutionShape reverse;
    private final Tail tail;
    private final SlidingProduct product;
    private final TailGradient tailGradient;
    private SlidingProduct dataGradient;
    private WeightGradient weightGradient;
    private BiasGradient biasGradient;

    /**
     * Stride, padding and dilation are those of the convolution from y to x.
     *
     * @param padTop  rows of the full result that are cut off above; how many are below follows from the shapes
     * @param padLeft columns that are cut off on its left
     */
    public TransposedConvolution(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth,
            int strideHeight, int strideWidth, int padTop, int padLeft, int dilationHeight, int dilationWidth,
            int groups, Tail tail) {
        this.workspace = workspace;
        this.tail = tail;
        reverse = new ConvolutionShape(y, x, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft,
                dilationHeight, dilationWidth, groups);
        product = new SlidingProduct(workspace, x, y, groups, 1, 1, reverse.backwardParts(),
                WeightOrder.backward(reverse), SlidingProduct.Adding.MAYBE);
        tailGradient = new TailGradient(workspace, tail);
    }

    @Override
    public void pack(int slot, int weight, int bias) {
        workspace.packed().place(slot, weight);
        pack(workspace.packed().sized(slot, product.packedSize()), weight, bias);
    }

    @Override
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        FoldedNormalization folded = new FoldedNormalization(workspace, reverse.x().channels(), bias, gamma, beta, mean,
                variance, epsilon);
        workspace.packed().place(slot, weight);
        product.pack(weight, folded.scale(), folded.bias(), 0,
                workspace.packed().sized(slot, product.packedSize()));
    }

    private void pack(float[] packed, int weight, int bias) {
        product.pack(weight, null, bias < 0 ? null : workspace.parameters(), bias, packed);
    }

    @Override
    public void infer(int x, int y, int slot) {
        product.run(workspace.packed().get(slot), workspace.packed().place(slot), workspace.address(x),
                workspace.address(y), -1, tail.activation(), tail.alpha());
    }

    @Override
    public void infer(int x, int residual, int y, int slot) {
        product.run(workspace.packed().get(slot), workspace.packed().place(slot), workspace.address(x),
                workspace.address(y), workspace.address(residual), tail.activation(), tail.alpha());
    }

    @Override
    public void forward(int x, int y, int weight, int bias) {
        float[] packed = workspace.packing(product.packedSize());
        pack(packed, weight, bias);
        product.run(packed, weight, workspace.address(x), workspace.address(y), -1, tail.activation(), tail.alpha());
    }

    @Override
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int weight, int bias) {
        // The reversed convolution's input is dy, which the weight gradient reads as it is.
        tailGradient.applyTogether(workspace.address(y), workspace.address(dy),
                workspace.count() * reverse.x().imageStride());
        if (weightGradient == null) {
            weightGradient = new WeightGradient(workspace, reverse, new TailGradient(workspace, Tail.NONE));
            biasGradient = new BiasGradient(workspace, reverse.x());
        }
        weightGradient.run(workspace.address(dy), -1, workspace.address(x), weight, -1);
        if (bias >= 0) {
            biasGradient.compute(workspace.address(dy), bias);
        }
        if (dx >= 0) {
            inputGradient(dx, accumulate, dy, weight);
        }
    }

    @Override
    public void backwardFrozen(int y, int dx, boolean accumulate, int dy, int weight) {
        tailGradient.applyTogether(workspace.address(y), workspace.address(dy),
                workspace.count() * reverse.x().imageStride());
        inputGradient(dx, accumulate, dy, weight);
    }

    private void inputGradient(int dx, boolean accumulate, int dy, int weight) {
        if (dataGradient == null) {
            dataGradient = new SlidingProduct(workspace, reverse.x(), reverse.y(), reverse.groups(),
                    reverse.strideHeight(), reverse.strideWidth(), List.of(reverse.forwardPart()),
                    WeightOrder.forward(reverse), SlidingProduct.Adding.MAYBE);
        }
        float[] packed = workspace.packing(dataGradient.packedSize());
        dataGradient.pack(weight, null, null, 0, packed);
        dataGradient.run(packed, weight, workspace.address(dy), workspace.address(dx),
                accumulate ? workspace.address(dx) : -1, ActivationKind.NONE, 0);
    }
}
