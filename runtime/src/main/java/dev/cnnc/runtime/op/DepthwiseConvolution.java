package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.List;

/**
 * Depthwise convolution: every input channel has filters of its own, {@code y.channels / x.channels} of them. Weights
 * are {@code [filters, 1, kernelHeight, kernelWidth]}; filter {@code f} reads channel {@code f / multiplier}, as in
 * PyTorch's convolution with as many groups as channels.
 *
 * <p>There is no sum over channels, so the lanes are channels and each weight meets each pixel once; see
 * {@link DepthwiseProduct} and {@link DepthwiseWeightGradient}.
 */
public final class DepthwiseConvolution implements ProductOperation {
    private final Workspace workspace;
    private final ConvolutionShape shape;
    private final Tail tail;
    private final DepthwiseProduct product;
    private final TailGradient tailGradient;
    private DepthwiseProduct dataGradient;
    private DepthwiseWeightGradient weightGradient;

    /** Arguments as {@link Convolution}'s. */
    public DepthwiseConvolution(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth,
            int strideHeight, int strideWidth, int padTop, int padLeft, int dilationHeight, int dilationWidth,
            Tail tail) {
        this.workspace = workspace;
        this.tail = tail;
        shape = new ConvolutionShape(x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft,
                dilationHeight, dilationWidth, x.channels());
        product = new DepthwiseProduct(workspace, x, y, shape.filters(), 1, strideHeight, strideWidth,
                List.of(shape.forwardPart()));
        tailGradient = new TailGradient(workspace, tail);
    }

    @Override
    public void pack(int slot, int weight, int bias) {
        product.pack(workspace.parameters(), weight, shape.taps(), null, bias < 0 ? null : workspace.parameters(), bias,
                workspace.packed().sized(slot, product.packedSize()));
    }

    @Override
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        FoldedNormalization folded = new FoldedNormalization(workspace, shape.y().channels(), bias, gamma, beta, mean,
                variance, epsilon);
        product.pack(workspace.parameters(), weight, shape.taps(), folded.scale(), folded.bias(), 0,
                workspace.packed().sized(slot, product.packedSize()));
    }

    @Override
    public void infer(int x, int y, int slot) {
        product.run(workspace.packed().get(slot), workspace.address(x), workspace.address(y), -1, tail.activation(),
                tail.alpha());
    }

    @Override
    public void infer(int x, int residual, int y, int slot) {
        product.run(workspace.packed().get(slot), workspace.address(x), workspace.address(y), workspace.address(residual),
                tail.activation(), tail.alpha());
    }

    @Override
    public void forward(int x, int y, int weight, int bias) {
        float[] packed = workspace.packing(product.packedSize());
        product.pack(workspace.parameters(), weight, shape.taps(), null, bias < 0 ? null : workspace.parameters(), bias,
                packed);
        product.run(packed, workspace.address(x), workspace.address(y), -1, tail.activation(), tail.alpha());
    }

    @Override
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int weight, int bias) {
        tailGradient.applyTogether(workspace.address(y), workspace.address(dy),
                workspace.count() * shape.y().imageStride());
        if (weightGradient == null) {
            weightGradient = new DepthwiseWeightGradient(workspace, shape);
        }
        weightGradient.run(workspace.address(x), workspace.address(dy), weight, bias);
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
            dataGradient = new DepthwiseProduct(workspace, shape.y(), shape.x(), 1, shape.filters(), 1, 1,
                    shape.backwardParts());
        }
        float[] packed = workspace.packing(dataGradient.packedSize());
        dataGradient.pack(workspace.parameters(), weight, shape.taps(), null, null, 0, packed);
        dataGradient.run(packed, workspace.address(dy), workspace.address(dx),
                accumulate ? workspace.address(dx) : -1, ActivationKind.NONE, 0);
    }
}
