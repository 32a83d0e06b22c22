package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Product;
import dev.cnnc.runtime.kernel.ProductKernels;
import dev.cnnc.runtime.parallel.WorkerPool;

/**
 * The product of {@link WinogradConvolution}, from one tensor to another: a convolution, or the gradient of its input.
 *
 * <p>A unit of work is a block of tiles, or of a block the share of some panels of filters where there are few tiles.
 * It transforms the input of its tiles, multiplies for every element of a tile a matrix of tiles by channels with one
 * of channels by filters, and transforms the products.
 */
final class WinogradProduct implements WorkerPool.Task {
    private final Workspace workspace;
    private final WinogradWeights weights;
    private final WinogradTiles tiles;
    private final WinogradBlocks blocks;

    private final int panel;
    private final int filters;

    private float[] packed;
    private int source;
    private int destination;
    private boolean adds;
    private int add;

    /**
     * As {@link WinogradConvolution}.
     *
     * @param pooled whether y is what a max pool of 2x2 leaves of the outputs; its channels are whole vectors then, and
     *               nothing is added
     */
    WinogradProduct(Workspace workspace, Layout x, Layout y, int padTop, int padLeft, int tile, boolean pooled,
            Tail tail) {
        this.workspace = workspace;
        panel = workspace.kernels().products().panel();
        filters = y.channels();
        weights = new WinogradWeights(workspace, x.channels(), y.channels(), tile);
        tiles = new WinogradTiles(workspace, x, y, padTop, padLeft, tile, pooled, tail);
        blocks = new WinogradBlocks(workspace, tiles, weights);
        workspace.reserveScratch(Math.addExact(blocks.scratch(),
                tiles.stage(Math.max(tiles.channels(), blocks.mostWidth()))));
    }

    /** See {@link ProductOperation#pack}. */
    void pack(int slot, int weight, int bias) {
        pack(weight, bias, workspace.packed().sized(slot, weights.packedSize()));
    }

    /** See {@link ProductOperation#packFolded}. */
    void packFolded(int slot, int weight, int bias, int gamma, int beta, int mean, int variance, float epsilon) {
        FoldedNormalization folded = new FoldedNormalization(workspace, filters, bias, gamma, beta, mean, variance,
                epsilon);
        weights.pack(weight, folded.scale(), folded.bias(), 0, workspace.packed().sized(slot, weights.packedSize()));
    }

    /** With the current parameters, as a convolution. */
    float[] packForStep(int weight, int bias) {
        float[] packed = workspace.packing(weights.packedSize());
        pack(weight, bias, packed);
        return packed;
    }

    /** The same as the gradient of its input, see {@link WinogradWeights#packTurned}. */
    float[] packTurnedForStep(int weight) {
        float[] packed = workspace.packing(weights.packedSize());
        weights.packTurned(weight, packed);
        return packed;
    }

    private void pack(int weight, int bias, float[] packed) {
        weights.pack(weight, null, bias < 0 ? null : workspace.parameters(), bias, packed);
    }

    /**
     * Computes the target of all images of the call.
     *
     * @param source      arena address of the source
     * @param destination arena address of the target
     * @param added       arena address of a tensor of the target's shape that is added before the activation, maybe
     *                    the target itself; -1 for none
     */
    void run(float[] packed, int source, int destination, int added) {
        this.packed = packed;
        this.source = source;
        this.destination = destination;
        adds = added >= 0;
        add = added - destination;
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
        ProductKernels kernels = workspace.kernels().products();
        Product product = blocks.product();
        for (int element = 0; element < tiles.elements(); element++) {
            for (int index = firstPanel; index < lastPanel; index++) {
                int factors = weights.factors(element, index);
                int start = element == tiles.biased() ? weights.bias(index) : weights.zeros();
                kernels.multiply(product, blocks.runs(), blocks.length(), 0, count, weights.columns(index), scratch,
                        element * inputPlane, packed, factors, packed, start, false, scratch,
                        products + element * plane + (index - firstPanel) * panel);
            }
        }
    }
}
