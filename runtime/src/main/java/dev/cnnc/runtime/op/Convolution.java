package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.List;

/**
 * Two-dimensional convolution, or cross-correlation as deep learning uses the word: {@code y = activation(x * w + bias
 * [+ residual])}, with stride, padding, dilation and groups. Weights are OIHW, {@code [filters, channels / groups,
 * kernelHeight, kernelWidth]}.
 *
 * <p>Computed directly, without unfolding the input: an output pixel is a row of a product whose terms are the pixels
 * under the kernel, see {@link SlidingProduct}. The gradient of the input is the same with the kernel transposed and
 * turned, one grid for every phase of the stride, so that no zero is multiplied; for that of the weights see
 * {@link WeightGradient}.
 */
public final class Convolution implements ProductOperation {
    private final Workspace workspace;
    private final ConvolutionShape shape;
    private final Tail tail;
    private final SlidingProduct product;
    private final TailGradient tailGradient;
    private SlidingProduct dataGradient;
    private WeightGradient weightGradient;

    /**
     * @param padTop  rows of zeros above the input; how many are below follows from the shapes
     * @param padLeft columns of zeros on its left
     */
    public Convolution(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight,
            int strideWidth, int padTop, int padLeft, int dilationHeight, int dilationWidth, int groups, Tail tail) {
        this.workspace = workspace;
        this.tail = tail;
        shape = new ConvolutionShape(x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft,
                dilationHeight, dilationWidth, groups);
        product = new SlidingProduct(workspace, x, y, groups, strideHeight, strideWidth, List.of(shape.forwardPart()),
                WeightOrder.forward(shape), tail.residual() ? SlidingProduct.Adding.ALWAYS : SlidingProduct.Adding.NEVER);
        tailGradient = new TailGradient(workspace, tail);
    }

    @Override
    public void pack(int slot, int weight, int bias) {
        workspace.packed().place(slot, weight);
        pack(workspace.packed().sized(slot, product.packedSize()), weight, bias);
    }

    @Override
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        FoldedNormalization folded = new FoldedNormalization(workspace, shape.y().channels(), bias, gamma, beta, mean,
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
        if (weightGradient == null) {
            weightGradient = new WeightGradient(workspace, shape, tailGradient);
        }
        weightGradient.run(workspace.address(x), workspace.address(y), workspace.address(dy), weight, bias);
        if (dx >= 0) {
            inputGradient(dx, accumulate, dy, weight);
        }
    }

    @Override
    public void backwardFrozen(int y, int dx, boolean accumulate, int dy, int weight) {
        tailGradient.applyTogether(workspace.address(y), workspace.address(dy),
                workspace.count() * shape.y().imageStride());
        inputGradient(dx, accumulate, dy, weight);
    }

    private void inputGradient(int dx, boolean accumulate, int dy, int weight) {
        if (dataGradient == null) {
            dataGradient = new SlidingProduct(workspace, shape.y(), shape.x(), shape.groups(), 1, 1,
                    shape.backwardParts(), WeightOrder.backward(shape), SlidingProduct.Adding.MAYBE);
        }
        float[] packed = workspace.packing(dataGradient.packedSize());
        dataGradient.pack(weight, null, null, 0, packed);
        dataGradient.run(packed, weight, workspace.address(dy), workspace.address(dx),
                accumulate ? workspace.address(dx) : -1, ActivationKind.NONE, 0);
    }
}
