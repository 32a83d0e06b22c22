package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.kernel.DepthwiseImage;
import dev.cnnc.runtime.kernel.ProductKernels;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import java.util.List;

/**
 * A window that slides over every channel by itself: a depthwise convolution, or the gradient of its input. A unit of
 * work is a band of rows of an image.
 */
final class DepthwiseProduct implements WorkerPool.Task {
    /** Floats of source rows that a band should stay below. */
    static final int CACHED = 1 << 15;
    /** Rows of a band of a {@link DepthwiseImage}, of which kernels take two at least: a share of an odd number. */
    private static final int LEAST_ROWS = 3;

    /**
     * Floats from pixel to pixel of which only two sets of the first-level cache remain. More than a few such pixels in
     * each of the four rows that a pair of rows reads do not fit, and a copy with its border is faster.
     */
    private static final int ALIAS = 512;
    private static final int ALIASED = 8;

    private final Workspace workspace;
    private final ProductKernels kernels;
    private final Layout target;
    private final int sum;
    private final WideSource source;
    private final int stepHeight;
    private final int stepWidth;
    private final int below;
    private final int gridHeight;
    private final int mostRows;
    private final Grid[] grids;
    /** The source where a kernel takes it as it is, without the zeros around it; else null. */
    private final DepthwiseImage image;
    private final int packedRows;
    private final int stageAt;

    private float[] packed;
    private int from;
    private int to;
    private boolean adds;
    private int add;
    private ActivationKind activation;
    private float alpha;
    private int bands;

    /**
     * One grid of the target's pixels: its taps, where its packed weights begin, whether the kernel for windows of 3x3
     * serves it, and the tables of a band for the other.
     */
    private record Grid(Taps taps, SlidingGrid.Place place, int packedAt, boolean three, int[] offsets, int[] xRows,
            int[] yRows, int[] stageRows) {
    }

    /**
     * @param repeat how often a channel of the source is read: the filters of a channel, in a convolution
     * @param sum    how many channels of the product add up to one of the target: the same, in its gradient
     */
    DepthwiseProduct(Workspace workspace, Layout source, Layout target, int repeat, int sum, int stepHeight,
            int stepWidth, List<SlidingProduct.Part> parts) {
        this.workspace = workspace;
        this.target = target;
        this.sum = sum;
        this.stepHeight = stepHeight;
        this.stepWidth = stepWidth;
        kernels = workspace.kernels().products();
        int above = 0;
        int belowAll = 0;
        int left = 0;
        int lastRow = source.height() - 1;
        int lastColumn = source.width() - 1;
        int highest = 0;
        int widest = 0;
        for (SlidingProduct.Part part : parts) {
            above = Math.max(above, part.taps().above());
            left = Math.max(left, part.taps().left());
            belowAll = Math.max(belowAll, part.taps().below());
            lastRow = Math.max(lastRow, (part.place().height() - 1) * stepHeight + part.taps().below());
            lastColumn = Math.max(lastColumn, (part.place().width() - 1) * stepWidth + part.taps().right());
            highest = Math.max(highest, part.place().height());
            widest = Math.max(widest, part.place().width());
        }
        below = belowAll;
        gridHeight = highest;
        int vector = kernels.lanes();
        int lanes = (source.channels() * repeat + vector - 1) / vector * vector;
        image = parts.size() == 1 && lanes == source.channels() ? image(source, parts.get(0)) : null;
        this.source = image != null ? new WideSource(source, 1, lanes, 0, 0, source.height(), source.width())
                : new WideSource(source, repeat, lanes, above, left, above + lastRow + 1, left + lastColumn + 1);
        int affordable = (CACHED / this.source.rowStride() - above - below) / stepHeight;
        mostRows = Math.min(gridHeight, Math.max(image != null ? LEAST_ROWS : 1, affordable));
        grids = new Grid[parts.size()];
        int rows = 0;
        for (int i = 0; i < grids.length; i++) {
            grids[i] = grid(parts.get(i), rows * lanes);
            rows += 1 + parts.get(i).taps().count();
        }
        packedRows = rows;
        stageAt = this.source.direct() ? 0 : Math.multiplyExact(sourceRows(mostRows), this.source.rowStride());
        workspace.reserveScratch(Math.addExact(stageAt, Math.multiplyExact(mostRows * widest, lanes)));
    }

    private DepthwiseImage image(Layout source, SlidingProduct.Part part) {
        DepthwiseImage all = new DepthwiseImage(source.height(), source.width(), source.channels(), stepWidth);
        boolean fits = part.taps().areThreeByThree() && part.taps().row()[0] == -1 && part.taps().column()[0] == -1
                && stepHeight == stepWidth && stepWidth <= 2 && all.served() && part.place().height() == all.rows()
                && part.place().width() == all.columns();
        boolean collides = stepWidth == 1 && source.channels() % ALIAS == 0 && source.width() > ALIASED;
        return fits && !collides ? all : null;
    }

    private Grid grid(SlidingProduct.Part part, int packedAt) {
        Taps taps = part.taps();
        SlidingGrid.Place place = part.place();
        int[] offsets = new int[taps.count()];
        for (int t = 0; t < offsets.length; t++) {
            offsets[t] = (source.top() + taps.row()[t]) * source.rowStride()
                    + (source.left() + taps.column()[t]) * source.lanes();
        }
        int[] xRows = new int[Math.min(mostRows, place.height()) * place.width()];
        int[] yRows = new int[xRows.length];
        int[] stageRows = new int[xRows.length];
        for (int i = 0; i < xRows.length; i++) {
            int row = i / place.width();
            int column = i % place.width();
            xRows[i] = row * stepHeight * source.rowStride() + column * stepWidth * source.lanes();
            yRows[i] = row * place.strideHeight() * target.rowStride() + column * place.strideWidth()
                    * target.channels();
            stageRows[i] = i * source.lanes();
        }
        return new Grid(taps, place, packedAt, stepWidth <= 2 && taps.areThreeByThree(), offsets, xRows, yRows,
                stageRows);
    }

    private int sourceRows(int rows) {
        return (rows - 1) * stepHeight + source.top() + below + 1;
    }

    int packedSize() {
        return Math.multiplyExact(packedRows, source.lanes());
    }

    /**
     * Packs weights {@code [filters, 1, kernelHeight, kernelWidth]} times a scale (null for none) and a bias (or null).
     */
    void pack(float[] weights, int at, int elements, float[] scale, float[] bias, int biasAt, float[] packed) {
        Arrays.fill(packed, 0, packedSize(), 0);
        int lanes = source.lanes();
        int filters = source.tensor().channels() * source.repeat();
        for (Grid grid : grids) {
            for (int f = 0; f < filters; f++) {
                if (bias != null) {
                    packed[grid.packedAt() + f] = bias[biasAt + f];
                }
                float factor = scale == null ? 1 : scale[f];
                for (int t = 0; t < grid.taps().count(); t++) {
                    packed[grid.packedAt() + (1 + t) * lanes + f] =
                            weights[at + f * elements + grid.taps().element()[t]] * factor;
                }
            }
        }
    }

    /** As {@link SlidingProduct#run}. */
    void run(float[] packed, int from, int to, int added, ActivationKind activation, float alpha) {
        this.packed = packed;
        this.from = from;
        this.to = to;
        this.adds = added >= 0;
        this.add = added - to;
        this.activation = activation;
        this.alpha = alpha;
        int threads = workspace.workers().threads();
        int count = workspace.count();
        int split = (2 * threads + count - 1) / count;
        bands = Bands.count(gridHeight, mostRows, split, count >= 2 * threads ? 1 : threads);
        if (image != null) {
            bands = Math.min(bands, gridHeight / 2);
        }
        workspace.workers().run(this, count * bands);
    }

    @Override
    public void run(int unit, int worker) {
        float[] arena = workspace.arena();
        float[] scratch = workspace.scratch(worker);
        int index = unit / bands;
        int band = unit % bands;
        int firstRow = Bands.begin(gridHeight, bands, band);
        int rows = Bands.begin(gridHeight, bands, band + 1) - firstRow;
        int begin = from + index * source.tensor().imageStride();
        float[] x = arena;
        int x0 = begin + firstRow * stepHeight * source.rowStride();
        if (!source.direct()) {
            source.copy(arena, begin, firstRow * stepHeight, sourceRows(rows), scratch, 0);
            x = scratch;
            x0 = 0;
        }
        float low = activation.low();
        float high = activation.high();
        boolean direct = !adds && sum == 1 && source.lanes() == target.channels();
        int first = to + index * target.imageStride();
        for (Grid grid : grids) {
            SlidingGrid.Place place = grid.place();
            int positions = Math.min(rows, place.height() - firstRow) * place.width();
            if (positions <= 0) {
                continue;
            }
            int y0 = first + (firstRow * place.strideHeight() + place.row()) * target.rowStride()
                    + place.column() * target.channels();
            if (direct && grid.offsets().length > 0) {
                multiply(grid, firstRow, positions, x, x0, arena, y0, true, low, high);
            } else {
                multiply(grid, firstRow, positions, x, x0, scratch, stageAt, false,
                        adds ? Float.NEGATIVE_INFINITY : low, adds ? Float.POSITIVE_INFINITY : high);
                unstage(grid, positions, scratch, arena, y0, low, high);
            }
        }
        if (!activation.clamps()) {
            workspace.kernels().elements().activate(activation, alpha, arena, first + firstRow * target.rowStride(),
                    rows * target.rowStride());
        }
    }

    private void multiply(Grid grid, int firstRow, int positions, float[] x, int x0, float[] y, int y0, boolean direct,
            float low, float high) {
        int lanes = source.lanes();
        SlidingGrid.Place place = grid.place();
        if (grid.offsets().length == 0) {
            Arrays.fill(y, y0, y0 + positions * lanes, 0);
        } else if (image != null) {
            int before = firstRow * place.width();
            kernels.depthwise(image, firstRow, firstRow + positions / place.width(), x,
                    x0 - before * stepHeight * stepWidth * lanes, packed, grid.packedAt(), y, y0 - before * lanes, low,
                    high);
        } else if (grid.three()) {
            kernels.depthwiseThree(positions / place.width(), place.width(), lanes, x, x0 + grid.offsets()[0],
                    source.rowStride(), stepHeight * source.rowStride(), stepWidth, packed, grid.packedAt(), y, y0,
                    direct ? place.strideHeight() * target.rowStride() : place.width() * lanes,
                    direct ? place.strideWidth() * target.channels() : lanes, low, high);
        } else {
            kernels.depthwise(positions, lanes, x, x0, grid.xRows(), grid.offsets(), packed, grid.packedAt(), y, y0,
                    direct ? grid.yRows() : grid.stageRows(), low, high);
        }
    }

    private void unstage(Grid grid, int positions, float[] stage, float[] c, int y0, float low, float high) {
        int channels = target.channels();
        for (int i = 0; i < positions; i++) {
            int begin = y0 + grid.yRows()[i];
            int at = stageAt + i * source.lanes();
            if (!adds && sum == 1) {
                System.arraycopy(stage, at, c, begin, channels);
                continue;
            }
            for (int channel = 0; channel < channels; channel++) {
                float value = stage[at + channel * sum];
                for (int j = 1; j < sum; j++) {
                    value += stage[at + channel * sum + j];
                }
                c[begin + channel] = adds ? Math.min(Math.max(value + c[begin + add + channel], low), high) : value;
            }
        }
    }
}
