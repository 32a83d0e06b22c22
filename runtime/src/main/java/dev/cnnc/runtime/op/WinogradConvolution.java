package dev.cnnc.runtime.op;

/**
 * A 3x3 convolution of stride 1 in tiles of 2x2 or 4x4 outputs, with 2.25 or 4 times fewer multiplications than
 * {@link Convolution}; A. Lavin, S. Gray, "Fast algorithms for convolutional neural networks" (arXiv:1509.09308),
 * equation 12: {@code Y = A^T [(G g G^T) * (B^T d B)] A}.
 *
 * <p>The gradient of the input is such a convolution too, of dy with the kernel transposed and turned. That of the
 * weights is computed directly. Rounding errors are larger than the direct form's, most so with tiles of 4x4.
 */
public final class WinogradConvolution implements ProductOperation {
    private static final int KERNEL = 3;

    private final Workspace workspace;
    private final ConvolutionShape shape;
    private final int tile;
    /** Instead of the product, with kernels that are faster directly; else null. */
    private final Convolution direct;
    private final WinogradProduct product;
    private final TailGradient tailGradient;
    private WinogradProduct dataGradient;
    private WeightGradient weightGradient;

    /**
     * @param padTop  rows of zeros above the input; how many are below follows from the shapes
     * @param padLeft columns of zeros on its left
     * @param tile    outputs of a tile in each direction, 2 or 4
     */
    public WinogradConvolution(Workspace workspace, Layout x, Layout y, int padTop, int padLeft, int tile, Tail tail) {
        this.workspace = workspace;
        this.tile = tile;
        shape = new ConvolutionShape(x, y, KERNEL, KERNEL, 1, 1, padTop, padLeft, 1, 1, 1);
        direct = workspace.kernels().winograd() == null
                ? new Convolution(workspace, x, y, KERNEL, KERNEL, 1, 1, padTop, padLeft, 1, 1, 1, tail)
                : null;
        product = direct == null ? new WinogradProduct(workspace, x, y, padTop, padLeft, tile, false, tail) : null;
        tailGradient = new TailGradient(workspace, tail);
    }

    @Override
    public void pack(int slot, int weight, int bias) {
        if (direct != null) {
            direct.pack(slot, weight, bias);
            return;
        }
        product.pack(slot, weight, bias);
    }

    @Override
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        if (direct != null) {
            direct.packFolded(slot, weight, bias, gamma, beta, mean, variance, epsilon);
            return;
        }
        product.packFolded(slot, weight, bias, gamma, beta, mean, variance, epsilon);
    }

    @Override
    public void infer(int x, int y, int slot) {
        if (direct != null) {
            direct.infer(x, y, slot);
            return;
        }
        product.run(workspace.packed().get(slot), workspace.address(x), workspace.address(y), -1);
    }

    @Override
    public void infer(int x, int residual, int y, int slot) {
        if (direct != null) {
            direct.infer(x, residual, y, slot);
            return;
        }
        product.run(workspace.packed().get(slot), workspace.address(x), workspace.address(y), workspace.address(residual));
    }

    @Override
    public void forward(int x, int y, int weight, int bias) {
        if (direct != null) {
            direct.forward(x, y, weight, bias);
            return;
        }
        product.run(product.packForStep(weight, bias), workspace.address(x), workspace.address(y), -1);
    }

    @Override
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int weight, int bias) {
        if (direct != null) {
            direct.backward(x, y, dx, accumulate, dy, weight, bias);
            return;
        }
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
        if (direct != null) {
            direct.backwardFrozen(y, dx, accumulate, dy, weight);
            return;
        }
        tailGradient.applyTogether(workspace.address(y), workspace.address(dy),
                workspace.count() * shape.y().imageStride());
        inputGradient(dx, accumulate, dy, weight);
    }

    private void inputGradient(int dx, boolean accumulate, int dy, int weight) {
        if (dataGradient == null) {
            dataGradient = new WinogradProduct(workspace, shape.y(), shape.x(), KERNEL - 1 - shape.padTop(),
                    KERNEL - 1 - shape.padLeft(), tile, false, Tail.NONE);
        }
        dataGradient.run(dataGradient.packTurnedForStep(weight), workspace.address(dy), workspace.address(dx),
                accumulate ? workspace.address(dx) : -1);
    }
}
