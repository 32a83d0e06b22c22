package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.List;

/** A convolution of every channel with one kernel that is given and never learnt, such as Sobel's. */
public final class Filter {
    private final Workspace workspace;
    private final ConvolutionShape shape;
    private final float[] weights;
    private final DepthwiseProduct product;
    private final float[] packed;
    private DepthwiseProduct dataGradient;
    private float[] backwardPacked;

    /**
     * @param padTop  rows of zeros above the input; how many are below follows from the shapes
     * @param padLeft columns of zeros on its left
     * @param kernel  the kernel's numbers, row by row, with blanks between: one text takes one constant of the
     *                generated class, however large the kernel is
     */
    public Filter(Workspace workspace, Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight,
            int strideWidth, int padTop, int padLeft, String kernel) {
        this.workspace = workspace;
        shape = new ConvolutionShape(x, y, kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft, 1, 1,
                x.channels());
        String[] numbers = kernel.split(" ");
        if (x.channels() != y.channels() || numbers.length != shape.taps()) {
            throw new IllegalArgumentException(
                    numbers.length + " numbers for a kernel of " + shape.taps() + ", from " + x + " to " + y);
        }
        weights = new float[Math.multiplyExact(x.channels(), numbers.length)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.parseFloat(numbers[i % numbers.length]);
        }
        product = new DepthwiseProduct(workspace, x, y, 1, 1, strideHeight, strideWidth, List.of(shape.forwardPart()));
        packed = pack(product);
    }

    private float[] pack(DepthwiseProduct target) {
        float[] result = new float[target.packedSize()];
        target.pack(weights, 0, shape.taps(), null, null, 0, result);
        return result;
    }

    public void infer(int x, int y) {
        forward(x, y);
    }

    public void forward(int x, int y) {
        product.run(packed, workspace.address(x), workspace.address(y), -1, ActivationKind.NONE, 0);
    }

    /** See {@link UnaryOperation#backward}; reads neither x nor y. */
    public void backward(int x, int y, int dx, boolean accumulate, int dy) {
        if (dataGradient == null) {
            dataGradient = new DepthwiseProduct(workspace, shape.y(), shape.x(), 1, 1, 1, 1, shape.backwardParts());
            backwardPacked = pack(dataGradient);
        }
        dataGradient.run(backwardPacked, workspace.address(dy), workspace.address(dx),
                accumulate ? workspace.address(dx) : -1, ActivationKind.NONE, 0);
    }
}
