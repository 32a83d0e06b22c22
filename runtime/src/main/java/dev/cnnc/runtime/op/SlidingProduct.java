package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.kernel.ProductKernels;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.List;

/**
 * A window that slides over a source tensor and computes a target tensor: a convolution, or the gradient of its input,
 * which is a transposed convolution.
 *
 * <p>A unit of work is some images, or one image, or a band of its rows, or some of the columns of that, whatever gives
 * all threads something to do. Where the window reaches over the edge, a unit first copies its rows into the worker's
 * scratch with zeros around them.
 */
final class SlidingProduct implements WorkerPool.Task {
    /** A unit of fewer multiplications is not worth another thread. */
    private static final long LEAST_MACS = 60_000;
    /**
     * Floats of source rows that a unit should stay below, so that every panel finds them in the second-level cache.
     */
    private static final int CACHED = 1 << 16;
    /** The same where the weights, which are read once for every unit, do not fit into that cache at all. */
    private static final int CACHED_FOR_LARGE = 3 * CACHED;
    private static final long LARGE = Workspace.CACHE;
    /** Pixels of a register tile. */
    private static final int TILE = 14;
    /** Pixels that make a unit of several images worthwhile. */
    private static final int PIXELS = 128;
    /** So few pixels of an image share each weight that threads had better not all read large weights. */
    private static final int FEW_PIXELS = 64;

    private final Workspace workspace;
    private final Layout target;
    private final Border border;
    /** Null where pixels are read where they are, or from a copy with its border. */
    private final Gathering gathering;
    private final PixelGrid[] grids;
    private final int[] packedAt;
    private final int packedSize;
    private final int stepHeight;
    private final int below;
    private final int gridHeight;
    private final int mostImages;
    private final int mostRows;
    /** Whether units are shares of the weights rather than of the images: large weights for few pixels. */
    private final boolean readOnce;
    private final int stageAt;
    private final long macs;
    private final PackTask packTask = new PackTask();

    private int planned;
    private int images;
    private int bands;
    private int parts;

    private float[] packed;
    private int weight;
    private int source;
    private int destination;
    private boolean adds;
    private int add;
    private ActivationKind activation;
    private float alpha;

    /** Whether a tensor is added to the product. */
    enum Adding {
        /** In no run. */
        NEVER,
        /** In some runs, maybe the target itself. */
        MAYBE,
        /** In all runs, maybe the target itself. */
        ALWAYS
    }

    /** The grids of one product and their taps. */
    record Part(Taps taps, SlidingGrid.Place place) {
    }

    SlidingProduct(Workspace workspace, Layout source, Layout target, int groups, int stepHeight, int stepWidth,
            List<Part> parts, WeightOrder order, Adding adding) {
        this(workspace, source, target, groups, stepHeight, stepWidth, parts, order, adding, false);
    }

    /**
     * @param order  how the weights lie among the parameters
     * @param pooled whether a target pixel is the largest of four products, whose windows are half a step apart; then
     *               its channels are whole panels, if weights are packed, in one group, and nothing is added
     */
    SlidingProduct(Workspace workspace, Layout source, Layout target, int groups, int stepHeight, int stepWidth,
            List<Part> parts, WeightOrder order, Adding adding, boolean pooled) {
        this.workspace = workspace;
        this.target = target;
        this.stepHeight = stepHeight;
        int above = 0;
        int belowAll = 0;
        int left = 0;
        int right = 0;
        int lastRow = source.height() - 1;
        int lastColumn = source.width() - 1;
        int highest = 0;
        int pixels = 1;
        int widest = 1;
        int furtherDown = pooled ? stepHeight / 2 : 0;
        int furtherRight = pooled ? stepWidth / 2 : 0;
        int elements = 0;
        ProductKernels kernels = workspace.kernels().products();
        PixelGroups[] pixelGroups = new PixelGroups[parts.size()];
        int at = 0;
        for (Part part : parts) {
            Taps taps = part.taps();
            above = Math.max(above, taps.above());
            left = Math.max(left, taps.left());
            belowAll = Math.max(belowAll, taps.below() + furtherDown);
            right = Math.max(right, taps.right() + furtherRight);
            lastRow = Math.max(lastRow, (part.place().height() - 1) * stepHeight + taps.below() + furtherDown);
            lastColumn = Math.max(lastColumn, (part.place().width() - 1) * stepWidth + taps.right() + furtherRight);
            highest = Math.max(highest, part.place().height());
            elements += taps.count();
            pixelGroups[at] = pooled ? PixelGroups.none(taps, stepWidth)
                    : pixelGroups(kernels, part, groups, stepWidth, target.channels(), adding);
            int inRow = pixelGroups[at++].inRow(part.place().width());
            widest = Math.max(widest, inRow);
            pixels = Math.max(pixels, part.place().height() * inRow);
        }
        below = belowAll;
        gridHeight = highest;
        Border close = new Border(source, above, left, above + lastRow + 1, left + lastColumn + 1);
        boolean apart = close.present() && groups == 1 && !pooled
                && Gathering.aliases(source, stepWidth, target.channels());
        border = apart ? close.withGap() : close;
        SlidingGrid.Place first = parts.get(0).place();
        boolean unpacked = kernels.inPlace() != null;
        boolean gathered = !pooled && !unpacked && parts.size() == 1 && groups == 1 && parts.get(0).taps().count() == 1
                && !border.present() && Gathering.pays(source, stepWidth, target.channels(), adding == Adding.ALWAYS);
        gathering = gathered ? new Gathering(source, stepHeight * source.rowStride(), stepWidth, first.width()) : null;
        // Of the rows and columns between two steps, only those that the window reaches are read.
        int perRow = Math.max(1, border.rowStride() / stepWidth * Math.min(stepWidth, left + right + 1));
        long weights = (long) elements * source.channels() * target.channels() / groups;
        int cached = weights > LARGE ? CACHED_FOR_LARGE : CACHED;
        int affordable = (cached / perRow - above - below) / Math.min(stepHeight, above + below + 1);
        int least = unpacked ? kernels.inPlace().mostRows() : TILE;
        mostRows = Math.min(gridHeight, Math.max((least + widest - 1) / widest, affordable));
        int together = Math.max(1, Math.max(PIXELS, least) / pixels);
        mostImages = mostRows < gridHeight ? 1 : Math.min(workspace.capacity(), together);
        readOnce = pixels <= FEW_PIXELS && weights > LARGE;
        grids = new PixelGrid[parts.size()];
        packedAt = new int[parts.size()];
        int[] step = {stepHeight, stepWidth};
        int size = Workspace.LEAD;
        long sum = 0;
        for (int i = 0; i < grids.length; i++) {
            Part part = parts.get(i);
            grids[i] = unpacked
                    ? new UnpackedGrid(workspace, border, target, groups, part.taps(), order, part.place(), step,
                            mostImages, mostRows, pooled)
                    : new SlidingGrid(workspace, border, target, groups, pixelGroups[i], order, part.place(), step,
                            mostImages, mostRows, gathered, pooled);
            packedAt[i] = size;
            size = Math.addExact(size, grids[i].packedSize());
            sum += grids[i].macs();
        }
        macs = pooled ? 4 * sum : sum;
        packedSize = size;
        stageAt = gathered ? Math.multiplyExact(mostImages * mostRows * first.width(),
                Gathering.stride(source.channels()))
                : !border.present() ? 0
                : mostImages > 1 ? Math.multiplyExact(mostImages, border.imageStride())
                        : Math.multiplyExact(bandRows(mostRows), border.rowStride());
        workspace.reserveScratch(Math.addExact(stageAt, SlidingGrid.STAGE * kernels.panel()));
    }

    private static PixelGroups pixelGroups(ProductKernels kernels, Part part, int groups, int stepWidth, int filters,
            Adding adding) {
        boolean contiguous = groups == 1 && part.place().strideWidth() == 1;
        return contiguous && kernels.lanes() > 1
                ? PixelGroups.of(part.taps(), stepWidth, filters, kernels.panel(), part.place().width(),
                        adding == Adding.NEVER)
                : PixelGroups.none(part.taps(), stepWidth);
    }

    private int bandRows(int rows) {
        return Math.min(border.height(), (rows - 1) * stepHeight + border.top() + below + 1);
    }

    int packedSize() {
        return packedSize;
    }

    /** Packs weights; see {@link PixelGrid#pack}. */
    void pack(int weight, float[] scale, float[] bias, int biasAt, float[] packed) {
        packTask.set(weight, scale, bias, biasAt, packed);
        workspace.workers().run(packTask, grids[0].panels().count());
    }

    /**
     * Computes the target of all images of the call.
     *
     * @param weight      where in the parameters the weights begin that were packed
     * @param source      arena address of the source
     * @param destination arena address of the target
     * @param added       arena address of a tensor of the target's shape that is added, maybe the target itself; -1 for
     *                    none
     */
    void run(float[] packed, int weight, int source, int destination, int added, ActivationKind activation,
            float alpha) {
        this.packed = packed;
        this.weight = weight;
        this.source = source;
        this.destination = destination;
        this.adds = added >= 0;
        this.add = added - destination;
        this.activation = activation;
        this.alpha = alpha;
        plan(workspace.count());
        int across = images > 1 ? (workspace.count() + images - 1) / images : workspace.count() * bands;
        workspace.workers().run(this, across * parts);
    }

    private void plan(int count) {
        if (count == planned) {
            return;
        }
        planned = count;
        int threads = workspace.workers().threads();
        long most = Math.max(1, count * macs / LEAST_MACS);
        int wanted = (int) Math.min(threads, most);
        images = Math.min(mostImages, readOnce ? count : (count + wanted - 1) / wanted);
        bands = 1;
        if (images == 1) {
            int split = count >= 2 * threads || count == 1 && readOnce ? 1
                    : count == 1 ? wanted : (4 * wanted + count - 1) / count;
            split = (int) Math.max(1, Math.min(split, macs / LEAST_MACS));
            bands = Bands.count(gridHeight, mostRows, split, count >= 2 * threads ? 1 : wanted);
        }
        int across = images > 1 ? (count + images - 1) / images : count * bands;
        parts = across >= wanted ? 1 : Math.min(grids[0].panels().count(), (wanted + across - 1) / across);
    }

    @Override
    public void run(int unit, int worker) {
        float[] arena = workspace.arena();
        float[] scratch = workspace.scratch(worker);
        int part = unit % parts;
        int across = unit / parts;
        int image = images > 1 ? across * images : across / bands;
        int count = Math.min(images, workspace.count() - image);
        int band = images > 1 ? 0 : across % bands;
        int firstRow = Bands.begin(gridHeight, bands, band);
        int rows = Bands.begin(gridHeight, bands, band + 1) - firstRow;
        int from = source + image * border.source().imageStride();
        float[] a = arena;
        int a0 = from + firstRow * stepHeight * border.rowStride();
        if (gathering != null) {
            int size = rows * gathering.width() * Gathering.stride(border.source().channels());
            for (int i = 0; i < count; i++) {
                gathering.copy(arena, a0 + i * border.source().imageStride(), rows, scratch, i * size);
            }
            a = scratch;
            a0 = Gathering.GAP;
        } else if (border.present()) {
            int bordered = count > 1 || images > 1 ? border.height() : bandRows(rows);
            for (int i = 0; i < count; i++) {
                border.copy(arena, from + i * border.source().imageStride(), firstRow * stepHeight, bordered, scratch,
                        i * border.imageStride());
            }
            a = scratch;
            a0 = 0;
        }
        int panels = grids[0].panels().count();
        int fromPanel = Bands.begin(panels, parts, part);
        int toPanel = Bands.begin(panels, parts, part + 1);
        int to = destination + image * target.imageStride();
        for (int i = 0; i < grids.length; i++) {
            grids[i].multiply(count, firstRow, rows, fromPanel, toPanel, a, a0, packed, packedAt[i], weight, arena, to,
                    adds, add, activation.low(), activation.high(), scratch, stageAt, parts == 1);
        }
        if (!activation.clamps()) {
            int step = grids[0].place().strideHeight();
            int first = firstRow * step;
            int last = Math.min((firstRow + rows) * step, target.height());
            activate(arena, to + first * target.rowStride(), count * (last - first) * target.width(), part);
        }
    }

    private void activate(float[] arena, int from, int pixels, int part) {
        if (parts == 1) {
            workspace.kernels().elements().activate(activation, alpha, arena, from, pixels * target.channels());
            return;
        }
        int first = grids[0].panels().begin(part, parts);
        int last = grids[0].panels().begin(part + 1, parts);
        for (int pixel = 0; pixel < pixels; pixel++) {
            workspace.kernels().elements().activate(activation, alpha, arena, from + pixel * target.channels() + first,
                    last - first);
        }
    }

    /** Packs a panel of every grid. */
    private final class PackTask implements WorkerPool.Task {
        private int weight;
        private float[] scale;
        private float[] bias;
        private int biasAt;
        private float[] to;

        void set(int weight, float[] scale, float[] bias, int biasAt, float[] to) {
            this.weight = weight;
            this.scale = scale;
            this.bias = bias;
            this.biasAt = biasAt;
            this.to = to;
        }

        @Override
        public void run(int unit, int worker) {
            for (int i = 0; i < grids.length; i++) {
                grids[i].pack(unit, weight, scale, bias, biasAt, to, packedAt[i]);
            }
        }
    }
}
