package dev.cnnc.runtime.op;

/**
 * A {@link WinogradConvolution} and the max pool of 2x2 with steps of 2 behind it, for inference, as
 * {@link PooledConvolution}: the windows of a tile's outputs do not reach over its edge.
 */
public final class PooledWinogradConvolution {
    private final Workspace workspace;
    private final WinogradProduct product;
    /** Instead of the product, with kernels that are faster directly; else null. */
    private final PooledConvolution direct;

    /**
     * @param y       what the pool leaves; its channels are whole vectors
     * @param padTop  rows of zeros above the input; how many are below follows from the shapes
     * @param padLeft columns of zeros on its left
     * @param tile    outputs of a tile in each direction, 2 or 4
     * @param tail    an activation that never falls, and no residual
     */
    public PooledWinogradConvolution(Workspace workspace, Layout x, Layout y, int padTop, int padLeft, int tile,
            Tail tail) {
        this.workspace = workspace;
        boolean directly = workspace.kernels().winograd() == null;
        direct = directly ? new PooledConvolution(workspace, x, y, 3, 3, 1, 1, padTop, padLeft, 1, 1, tail) : null;
        product = directly ? null : new WinogradProduct(workspace, x, y, padTop, padLeft, tile, true, tail);
    }

    /** See {@link ProductOperation#pack}. */
    public void pack(int slot, int weight, int bias) {
        if (direct != null) {
            direct.pack(slot, weight, bias);
        } else {
            product.pack(slot, weight, bias);
        }
    }

    /** See {@link ProductOperation#packFolded}. */
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        if (direct != null) {
            direct.packFolded(slot, weight, bias, gamma, beta, mean, variance, epsilon);
        } else {
            product.packFolded(slot, weight, bias, gamma, beta, mean, variance, epsilon);
        }
    }

    /** With packed weights. */
    public void infer(int x, int y, int slot) {
        if (direct != null) {
            direct.infer(x, y, slot);
        } else {
            product.run(workspace.packed().get(slot), workspace.address(x), workspace.address(y), -1);
        }
    }
}
