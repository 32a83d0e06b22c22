package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Product;

/**
 * How the work of Winograd's convolution is cut into units, and how a unit's memory is laid out.
 *
 * <p>A block of tiles should be large, since all weights are read for it; yet what its transforms leave for the
 * products and find after them should stay in the second-level cache. Blocks of two register tiles were the fastest
 * where the weights stay there too, of four where they come from the third level, and of seven where not even that
 * holds them.
 */
final class WinogradBlocks {
    /** A unit of fewer multiplications is not worth another thread. */
    private static final long LEAST_MACS = 100_000;
    /** Rows of the largest register tile; blocks begin at a multiple of it, if there are enough tiles. */
    private static final int REGISTER_TILE = 14;
    /** Up to so many tiles a block, two small register tiles in every block beat large ones in some. */
    private static final int EVEN = 18;
    private static final int TILES = 2 * REGISTER_TILE;
    /** Floats of weights that come from the third-level cache, at best, for every block. */
    private static final int LARGE = Workspace.CACHE;
    private static final int TILES_OF_LARGE_WEIGHTS = 4 * REGISTER_TILE;
    /** Floats of weights that come from the memory for every block. */
    private static final int LARGEST = 3 << 20;
    private static final int TILES_OF_LARGEST_WEIGHTS = 7 * REGISTER_TILE;

    private final int threads;
    private final int perImage;
    private final int panels;
    private final long macs;
    private final int most;
    /** Where each thread would have fewer tiles, threads share the filters, and each reads some of the weights only. */
    private final int least;
    private final int[] parts;
    private final Product[] products;
    private final int[] widths;
    private final int elements;
    private final int channels;
    private final int lanes;
    private final int runs;
    private final int length;

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
        runs = workspace.kernels().products().runs(1, tiles.x().channels());
        length = tiles.x().channels() / runs;
        macs = (long) elements * tiles.x().channels() * tiles.y().channels();
        int all = Math.multiplyExact(perImage, workspace.capacity());
        int size = weights.packedSize();
        most = Math.min(all,
                size > LARGEST ? TILES_OF_LARGEST_WEIGHTS : size > LARGE ? TILES_OF_LARGE_WEIGHTS : TILES);
        least = size > LARGEST ? most : Math.min(most, TILES);
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
            products[i] = new Product(aRows, cRows, Product.runs(runs, length),
                    Product.runs(runs, length * panel), 1, panel);
        }
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
        if ((total + least - 1) / least < wanted && parts[1] > 1) {
            shares = 1;
        } else {
            blocks = (blocks + wanted - 1) / wanted * wanted;
        }
    }

    int units() {
        return blocks * parts[shares];
    }

    int firstTile(int unit) {
        return begin(unit / parts[shares]);
    }

    int lastTile(int unit) {
        return begin(unit / parts[shares] + 1);
    }

    private int begin(int block) {
        int groups = (total + REGISTER_TILE - 1) / REGISTER_TILE;
        return groups < blocks || total <= EVEN * blocks
                ? Bands.begin(total, blocks, block)
                : (int) Math.min(total, (long) groups * block / blocks * REGISTER_TILE);
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

    /** Runs of the product. */
    int runs() {
        return runs;
    }

    /** Terms of a run. */
    int length() {
        return length;
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
