package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Product;

/**
 * How the work of Winograd's convolution is cut into units, and how a unit's memory is laid out.
 *
 * <p>A block of tiles should be large, since all weights are read for it, yet the numbers that its transforms leave
 * for the products and find after them should stay in a cache: in the second level, if that makes blocks that are worth
 * it, else in a share of the third.
 */
final class WinogradBlocks {
    /** A unit of fewer multiplications is not worth another thread. */
    private static final long LEAST_MACS = 100_000;
    /** Floats of a block in the second-level cache, of which 1 MB is usual. */
    private static final int SECOND_LEVEL = 160 << 10;
    /** Floats of a block otherwise. */
    private static final int THIRD_LEVEL = 1 << 20;
    /** Rows of the largest register tile: a block has a multiple of it, if it can. */
    private static final int REGISTER_TILE = 14;
    /** Fewer tiles than this in a block, and reading the weights takes longer than multiplying. */
    private static final int WORTHWHILE = 28;

    private final int threads;
    private final int perImage;
    private final int panels;
    private final long macs;
    private final int most;
    private final int[] parts;
    private final Product[] products;
    private final int[] widths;
    private final int elements;
    private final int channels;
    private final int lanes;

    private int planned;
    private int total;
    private int blocks;
    private int shares;

    WinogradBlocks(Workspace workspace, WinogradTiles tiles, WinogradWeights weights) {
        int panel = workspace.kernels().products().panel();
        threads = workspace.workers().threads();
        perImage = tiles.perImage();
        panels = weights.panels();
        elements = tiles.elements();
        channels = tiles.channels();
        lanes = workspace.kernels().products().lanes();
        macs = (long) elements * tiles.x().channels() * tiles.y().channels();
        int perTile = Math.multiplyExact(elements, Math.addExact(channels, panels * panel));
        int inSecond = SECOND_LEVEL / perTile;
        int affordable = inSecond >= WORTHWHILE ? inSecond : Math.max(WORTHWHILE, THIRD_LEVEL / perTile);
        int all = Math.multiplyExact(perImage, workspace.capacity());
        most = Math.min(all, affordable / REGISTER_TILE * REGISTER_TILE);
        parts = new int[] {1, Math.min(threads, panels)};
        products = new Product[parts.length];
        widths = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            widths[i] = (panels + parts[i] - 1) / parts[i] * panel;
            int[] aRows = new int[most];
            int[] cRows = new int[most];
            for (int row = 0; row < most; row++) {
                aRows[row] = row * channels;
                cRows[row] = row * widths[i];
            }
            products[i] = new Product(aRows, cRows, new int[1], new int[1], 1, panel);
        }
    }

    /** Tiles of the largest block. */
    int most() {
        return most;
    }

    /** For so many images. */
    void plan(int images) {
        if (images == planned) {
            return;
        }
        planned = images;
        total = images * perImage;
        int wanted = (int) Math.min(threads, Math.max(1, total * macs / LEAST_MACS));
        blocks = (total + most - 1) / most;
        shares = 0;
        if (blocks < wanted && total < wanted * WORTHWHILE && parts[1] > 1) {
            shares = 1;
        } else {
            blocks = (blocks + wanted - 1) / wanted * wanted;
        }
    }

    int units() {
        return blocks * parts[shares];
    }

    int firstTile(int unit) {
        return (int) ((long) total * (unit / parts[shares]) / blocks);
    }

    int lastTile(int unit) {
        return (int) ((long) total * (unit / parts[shares] + 1) / blocks);
    }

    int firstPanel(int unit) {
        return panels * (unit % parts[shares]) / parts[shares];
    }

    int lastPanel(int unit) {
        return panels * (unit % parts[shares] + 1) / parts[shares];
    }

    Product product() {
        return products[shares];
    }

    /** Floats of a tile's products for one element. */
    int width() {
        return widths[shares];
    }

    int mostWidth() {
        return widths[0];
    }

    /** Floats from one element of the tiles' inputs to the next; odd in vectors, so that they share no cache set. */
    int inputPlane(int count) {
        return odd(count * channels);
    }

    /** The same for the tiles' products. */
    int productPlane(int count) {
        return odd(count * width());
    }

    private int odd(int floats) {
        return floats / lanes % 2 == 0 ? floats + lanes : floats;
    }

    /** Floats of a unit: tiles' inputs, then products. */
    int scratch() {
        return Math.multiplyExact(elements, Math.addExact(most * (channels + widths[0]), 2 * lanes));
    }
}
