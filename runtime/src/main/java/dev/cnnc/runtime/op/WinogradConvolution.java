package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Product;
import dev.cnnc.runtime.parallel.WorkerPool;

/**
 * A 3x3 convolution of stride 1 in tiles of 2x2 or 4x4 outputs, with 2.25 or 4 times fewer multiplications than
 * {@link Convolution}, for inference; A. Lavin, S. Gray, "Fast algorithms for convolutional neural networks"
 * (arXiv:1509.09308), equation 12: {@code Y = A^T [(G g G^T) * (B^T d B)] A}.
 *
 * <p>Rounding errors are larger than the direct form's, most so with tiles of 4x4.
 *
 * <p>A unit of work is a block of tiles, or of a block the share of some panels of filters where there are few tiles.
 * It transforms the input of its tiles, multiplies for every element of a tile a matrix of tiles by channels with one
 * of channels by filters, and transforms the products.
 */
public final class WinogradConvolution implements WorkerPool.Task {
    private final Workspace workspace;
    private final WinogradWeights weights;
    private final WinogradTiles tiles;
    private final WinogradBlocks blocks;

    private final int panel;

    private float[] packed;
    private int source;
    private int destination;
    private boolean adds;
    private int add;

    /**
     * @param padTop  rows of zeros above the input; how many are below follows from the shapes
     * @param padLeft columns of zeros on its left
     * @param tile    outputs of a tile in each direction, 2 or 4
     * @param pooled  whether y is what a max pool of 2x2 leaves of the outputs, see {@link PooledConvolution}; its
     *                channels are whole vectors then, and nothing is added
     */
    public WinogradConvolution(Workspace workspace, Layout x, Layout y, int padTop, int padLeft, int tile,
            boolean pooled, Tail tail) {
        this.workspace = workspace;
        panel = workspace.kernels().products().panel();
        weights = new WinogradWeights(workspace.kernels().products(), x.channels(), y.channels(), tile);
        tiles = new WinogradTiles(workspace, x, y, padTop, padLeft, tile, pooled, tail);
        blocks = new WinogradBlocks(workspace, tiles, weights);
        workspace.reserveScratch(Math.addExact(blocks.scratch(),
                tiles.stage(Math.max(tiles.channels(), blocks.mostWidth()))));
    }

    /** See {@link Convolution#pack}. */
    public void pack(int slot, int weight, int bias) {
        pack(slot, weight, null, bias < 0 ? null : workspace.parameters(), bias);
    }

    /** See {@link Convolution#packFolded}. */
    public void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        FoldedNormalization folded = new FoldedNormalization(workspace, tiles.y().channels(), bias, gamma, beta, mean,
                variance, epsilon);
        pack(slot, weight, folded.scale(), folded.bias(), 0);
    }

    private void pack(int slot, int weight, float[] scale, float[] bias, int biasAt) {
        weights.pack(workspace.workers(), workspace.parameters(), weight, scale, bias, biasAt,
                workspace.slot(slot, weights.packedSize()));
    }

    /** See {@link Convolution#infer(int, int, int)}. */
    public void infer(int x, int y, int slot) {
        adds = false;
        run(x, y, slot);
    }

    /** See {@link Convolution#infer(int, int, int, int)}. */
    public void infer(int x, int residual, int y, int slot) {
        adds = true;
        add = workspace.address(residual) - workspace.address(y);
        run(x, y, slot);
    }

    private void run(int x, int y, int slot) {
        packed = workspace.packed()[slot];
        source = workspace.address(x);
        destination = workspace.address(y);
        blocks.plan(workspace.count());
        workspace.workers().run(this, blocks.units());
    }

    @Override
    public void run(int unit, int worker) {
        float[] scratch = workspace.scratch(worker);
        int first = blocks.firstTile(unit);
        int count = blocks.lastTile(unit) - first;
        int firstPanel = blocks.firstPanel(unit);
        int lastPanel = blocks.lastPanel(unit);
        int inputPlane = blocks.inputPlane(count);
        int products = tiles.elements() * inputPlane;
        int plane = blocks.productPlane(count);
        int stage = blocks.scratch();
        tiles.input(workspace.arena(), source, first, count, scratch, stage, 0, inputPlane);
        multiply(count, firstPanel, lastPanel, scratch, inputPlane, products, plane);
        int filter = firstPanel * panel;
        int filters = Math.min(lastPanel * panel, tiles.y().channels()) - filter;
        tiles.output(scratch, products, plane, blocks.width(), first, count, workspace.arena(), destination, filter,
                filters, adds, add, stage);
    }

    private void multiply(int count, int firstPanel, int lastPanel, float[] scratch, int inputPlane, int products,
            int plane) {
        Product product = blocks.product();
        for (int element = 0; element < tiles.elements(); element++) {
            for (int index = firstPanel; index < lastPanel; index++) {
                int start = element == tiles.biased() ? weights.bias(index) : weights.zeros();
                workspace.kernels().products().multiply(product, blocks.runs(), blocks.length(), 0, count,
                        weights.columns(index), scratch, element * inputPlane, packed, weights.factors(element, index),
                        packed, start, false, scratch, products + element * plane + (index - firstPanel) * panel);
            }
        }
    }
}
