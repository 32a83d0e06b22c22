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
public final class DepthwiseConvolution {
    private final Workspace workspace;
    private final ConvolutionShape shape;
    private final Tail tail;
    private final DepthwiseProduct product;
    private final TailGradient tailGradient;
    private float[] trainingWeights;
    private float[] backwardWeights;
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

    /** See {@link Convolution#pack}. */
    public void pack(int slot, int weight, int bias) {
        product.pack(workspace.parameters(), weight, shape.taps(), null, bias < 0 ? null : workspace.parameters(), bias,
                workspace.slot(slot, product.packedSize()));
    }

    /** See {@link Convolution#packFolded}. */
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        FoldedNormalization folded = new FoldedNormalization(workspace, shape.y().channels(), bias, gamma, beta, mean,
                variance, epsilon);
        product.pack(workspace.parameters(), weight, shape.taps(), folded.scale(), folded.bias(), 0,
                workspace.slot(slot, product.packedSize()));
    }

    /** See {@link Convolution#infer(int, int, int)}. */
    public void infer(int x, int y, int slot) {
        product.run(workspace.packed()[slot], workspace.address(x), workspace.address(y), -1, tail.activation(),
                tail.alpha());
    }

    /** See {@link Convolution#infer(int, int, int, int)}. */
    public void infer(int x, int residual, int y, int slot) {
        product.run(workspace.packed()[slot], workspace.address(x), workspace.address(y), workspace.address(residual),
                tail.activation(), tail.alpha());
    }

    /** See {@link Convolution#forward}. */
    public void forward(int x, int y, int weight, int bias) {
        if (trainingWeights == null) {
            trainingWeights = new float[product.packedSize()];
        }
        product.pack(workspace.parameters(), weight, shape.taps(), null, bias < 0 ? null : workspace.parameters(), bias,
                trainingWeights);
        product.run(trainingWeights, workspace.address(x), workspace.address(y), -1, tail.activation(), tail.alpha());
    }

    /** See {@link Convolution#backward}. */
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

    /** See {@link Convolution#backwardFrozen}. */
    public void backwardFrozen(int y, int dx, boolean accumulate, int dy, int weight) {
        tailGradient.applyTogether(workspace.address(y), workspace.address(dy),
                workspace.count() * shape.y().imageStride());
        inputGradient(dx, accumulate, dy, weight);
    }

    private void inputGradient(int dx, boolean accumulate, int dy, int weight) {
        if (dataGradient == null) {
            dataGradient = new DepthwiseProduct(workspace, shape.y(), shape.x(), 1, shape.filters(), 1, 1,
                    shape.backwardParts());
            backwardWeights = new float[dataGradient.packedSize()];
        }
        dataGradient.pack(workspace.parameters(), weight, shape.taps(), null, null, 0, backwardWeights);
        dataGradient.run(backwardWeights, workspace.address(dy), workspace.address(dx),
                accumulate ? workspace.address(dx) : -1, ActivationKind.NONE, 0);
    }
}
