package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Product;
import dev.cnnc.runtime.kernel.ProductKernels;
import java.util.Arrays;

/**
 * A grid with packed weights: one block for every panel of every group, the bias, then a row for every tap and channel.
 * Where the bias is a term, a row of zeros may precede it, see {@link Gathering}.
 */
final class SlidingGrid implements PixelGrid {
    /** Rows of results that are computed aside before their valid columns are copied. */
    static final int STAGE = 56;
    /** Rows that start from a tensor and are then finished, so few that they stay in the first-level cache. */
    private static final int ADDED = 112;
    /** Rows that start from a tensor of which all lines are read beforehand. */
    private static final int SUMMED = 56;
    /** Inputs of which the weights of a panel's outputs, and their place, fit into the first-level cache. */
    private static final int PACKED_TOGETHER = 64;
    /** Of fewer rows what they start from is not worth reading beforehand. */
    private static final int FEW_ROWS = 64;
    /** Floats of results, of so many terms each, for whose lines tiles would wait: fewer, or of fewer, cost no time. */
    private static final int FETCHED = 1 << 14;
    private static final int FETCHED_TERMS = 128;
    private static final float NO_LOW = Float.NEGATIVE_INFINITY;
    private static final float NO_HIGH = Float.POSITIVE_INFINITY;

    /** Height and width of the grid, and its place in the target. */
    record Place(int height, int width, int strideHeight, int strideWidth, int row, int column) {
    }

    private final Workspace workspace;
    private final ProductKernels kernels;
    private final Place place;
    private final Layout target;
    private final WeightOrder order;
    private final int groups;
    private final int inputs;
    private final int outputs;
    private final PixelGroups pixels;
    private final int inRow;
    private final int filters;
    private final Taps taps;
    private final int panel;
    private final Panels panels;
    private final int runs;
    private final int length;
    private final boolean gathered;
    private final boolean pooled;
    /** To the window half a step to the right, and half a step down. */
    private final int right;
    private final int down;
    private final Product direct;
    private final Product staged;
    /** Rows of a block in front of the weights. */
    private final int front;
    /** The bias and the weights as one sum, where the source is gathered. */
    private final Product whole;
    private final int wholeRuns;
    private final int wholeLength;

    /**
     * @param pixels   what is computed as one pixel, and its taps
     * @param order    how the weights lie that are packed
     * @param step     source rows and columns from one output pixel to the next
     * @param images   how many images one call covers at most
     * @param rows     how many rows of the grid, if it covers one image
     * @param gathered whether the source comes as {@link Gathering} leaves it
     * @param pooled   whether a pixel is the largest of four products, see {@link SlidingProduct}
     */
    SlidingGrid(Workspace workspace, Border border, Layout target, int groups, PixelGroups pixels, WeightOrder order,
            Place place, int[] step, int images, int rows, boolean gathered, boolean pooled) {
        this.workspace = workspace;
        this.place = place;
        this.target = target;
        this.order = order;
        kernels = workspace.kernels().products();
        this.groups = groups;
        filters = target.channels() / groups;
        this.pixels = pixels;
        inRow = pixels.inRow(place.width());
        taps = pixels.taps();
        this.gathered = gathered;
        this.pooled = pooled;
        Layout source = border.source();
        right = step[1] / 2 * border.pixelStride();
        down = step[0] / 2 * border.rowStride();
        inputs = source.channels() / groups;
        outputs = filters * pixels.pixels();
        panel = kernels.panel();
        panels = new Panels(groups, outputs, panel);
        int tapsPerRun = groups == 1 && border.gap() == 0 ? taps.contiguous() : 1;
        int together = tapsPerRun * inputs;
        int split = kernels.runs(taps.count() / tapsPerRun, together);
        runs = taps.count() / tapsPerRun * split;
        length = together / split;
        int[] aRuns = new int[runs];
        int[] bRuns = new int[runs];
        for (int run = 0; run < runs; run++) {
            int tap = run / split * tapsPerRun;
            aRuns[run] = (border.top() + taps.row()[tap]) * border.rowStride()
                    + (border.left() + taps.column()[tap]) * border.pixelStride() + run % split * length;
            bRuns[run] = run * length * panel;
        }
        PixelRows rowsOfAll = PixelRows.of(border, target, pixels, place, step, images, rows, gathered);
        int[] aRows = rowsOfAll.source();
        int[] cRows = rowsOfAll.target();
        direct = new Product(aRows, cRows, aRuns, bRuns, 1, panel);
        int[] stageRows = new int[Math.max(STAGE, aRows.length)];
        for (int row = 0; row < stageRows.length; row++) {
            stageRows[row] = row * panel;
        }
        staged = direct.into(stageRows);
        front = gathered && inputs % 2 == 0 ? 2 : 1;
        wholeRuns = kernels.runs(1, front + inputs);
        wholeLength = (front + inputs) / wholeRuns;
        whole = new Product(aRows, cRows, Product.runs(wholeRuns, wholeLength),
                Product.runs(wholeRuns, wholeLength * panel), 1, panel);
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public Panels panels() {
        return panels;
    }

    private int blockSize() {
        return Math.multiplyExact(front + taps.count() * inputs, panel);
    }

    /** Where a panel's bias lies, straight in front of its weights. */
    private int biasAt(int packed, int index) {
        return packed + index * blockSize() + (front - 1) * panel;
    }

    @Override
    public int packedSize() {
        return Math.multiplyExact(panels.count(), blockSize());
    }

    @Override
    public long macs() {
        return (long) place.height() * place.width() * pixels.single().count() * inputs * target.channels();
    }

    @Override
    public void pack(int index, int weight, float[] scale, float[] bias, int biasAt, float[] packed, int to) {
        int group = index / panels.perGroup();
        int first = index % panels.perGroup() * panel;
        int columns = Math.min(panel, outputs - first);
        int block = to + index * blockSize();
        // Where nothing is written: behind the last filter, and around the window of each of several pixels.
        boolean gaps = columns < panel || pixels.pixels() > 1;
        Arrays.fill(packed, block, block + (gaps ? blockSize() : front * panel), 0);
        int row = biasAt(to, index);
        for (int j = 0; j < columns && bias != null; j++) {
            packed[row + j] = bias[biasAt + group * filters + (first + j) % filters];
        }
        float[] weights = workspace.parameters();
        int outputStep = order.outputStep();
        int base = weight + group * order.groupStep();
        if (order.inputStep() == 1 && taps.count() == 1 && pixels.pixels() == 1) {
            packOutputs(group * filters + first, columns, weights, base + pixels.element(0, 0) + first * outputStep,
                    outputStep, scale, packed, row + panel);
            return;
        }
        // The taps of an input lie together in the parameters.
        for (int input = 0; input < inputs; input++) {
            for (int tap = 0; tap < taps.count(); tap++) {
                packRow(tap, group * filters, first, columns, weights, base + input * order.inputStep(), outputStep,
                        scale, packed, row + (1 + tap * inputs + input) * panel);
            }
        }
    }

    /** One tap, and the weights of an output one after another: a few of every output at a time, which stay cached. */
    private void packOutputs(int filter, int columns, float[] weights, int from, int outputStep, float[] scale,
            float[] packed, int to) {
        for (int begin = 0; begin < inputs; begin += PACKED_TOGETHER) {
            int end = Math.min(inputs, begin + PACKED_TOGETHER);
            for (int j = 0; j < columns; j++) {
                float factor = scale == null ? 1 : scale[filter + j];
                for (int input = begin; input < end; input++) {
                    packed[to + input * panel + j] = weights[from + j * outputStep + input] * factor;
                }
            }
        }
    }

    private void packRow(int tap, int filter, int first, int columns, float[] weights, int base, int outputStep,
            float[] scale, float[] packed, int row) {
        for (int j = 0; j < columns; ) {
            int pixel = (first + j) / filters;
            int output = (first + j) % filters;
            int end = Math.min(columns, j + filters - output);
            int element = pixels.element(tap, pixel);
            if (element < 0) {
                j = end;
                continue;
            }
            int from = base + element + (output - j) * outputStep;
            if (outputStep == 1 && scale == null) {
                System.arraycopy(weights, from + j, packed, row + j, end - j);
                j = end;
            }
            for (; j < end; j++) {
                float weight = weights[from + j * outputStep];
                packed[row + j] = scale == null ? weight : weight * scale[filter + (first + j) % filters];
            }
        }
    }

    @Override
    public void multiply(int images, int firstRow, int rows, int fromPanel, int toPanel, float[] a, int a0,
            float[] packed, int at, int weight, float[] c, int image, boolean adds, int add, float low, float high,
            float[] stage, int stageAt, boolean alone) {
        int positions = images * Math.min(rows, place.height() - firstRow) * inRow;
        if (positions <= 0) {
            return;
        }
        int c0 = image + (firstRow * place.strideHeight() + place.row()) * target.rowStride()
                + place.column() * target.channels();
        if (positions == 1 && groups == 1 && !adds && !pooled && runs > 0 && toPanel - fromPanel > 2) {
            row(fromPanel, toPanel, a, a0, packed, at, c, c0, low, high, stage, stageAt);
            return;
        }
        if (adds && gathered && outputs % panel == 0 && positions > FEW_ROWS) {
            boolean allPanels = alone && place.strideHeight() == 1 && place.strideWidth() == 1;
            for (int row = 0; row < positions; row += SUMMED) {
                sum(row, Math.min(SUMMED, positions - row), fromPanel, toPanel, a, a0, packed, at, c, c0, add, low,
                        high, allPanels, stage, stageAt);
            }
            return;
        }
        boolean dense = alone && groups == 1 && !adds && place.strideHeight() == 1 && place.strideWidth() == 1;
        int results = positions / inRow * place.width() * filters;
        if (dense && !pooled && runs * length >= FETCHED_TERMS && results >= FETCHED) {
            kernels.fetch(c, c0, results, stage, stageAt);
        }
        // Backwards, so that what a ragged last panel writes behind a pixel is overwritten by the panels before it.
        for (int index = toPanel - 1; index >= fromPanel; index--) {
            int group = index / panels.perGroup();
            int first = index % panels.perGroup() * panel;
            int columns = Math.min(panel, outputs - first);
            int from = c0 + group * outputs + first;
            int source = a0 + group * inputs;
            int block = biasAt(at, index);
            if (pooled) {
                kernels.multiplyPooled(this.direct, runs, length, 0, positions, right, down, a, source, packed,
                        block + panel, packed, block, c, from, low, high);
                continue;
            }
            if (runs == 0) {
                fill(positions, columns, packed, block, c, from, adds, add, low, high);
                continue;
            }
            int direct = positions;
            int beyond = first + kernels.width(columns) - outputs;
            if (beyond > 0) {
                direct = dense ? Math.max(0, positions - Math.max(14, (beyond + outputs - 1) / outputs)) : 0;
            }
            int together = adds && !gathered ? ADDED : positions;
            for (int row = 0; row < direct; row += together) {
                int count = Math.min(together, direct - row);
                if (adds && gathered) {
                    // The bias is a term, as in front of every pixel is a 1.
                    kernels.multiply(whole, wholeRuns, wholeLength, row, count, columns, a, source - front, packed,
                            block - (front - 1) * panel, c, from + add, true, c, from, low, high);
                } else if (adds) {
                    kernels.multiply(this.direct, runs, length, row, count, columns, a, source, packed, block + panel,
                            c, from + add, true, c, from);
                    kernels.finish(this.direct.cRows(), row, count, columns, packed, block, c, from, low, high);
                } else {
                    kernels.multiply(this.direct, runs, length, row, count, columns, a, source, packed, block + panel,
                            packed, block, false, c, from, low, high);
                }
            }
            for (int row = direct; row < positions; row += STAGE) {
                int count = Math.min(STAGE, positions - row);
                kernels.multiply(staged, runs, length, row, count, columns, a, source, packed, block + panel, packed,
                        block, false, stage, stageAt - row * panel, adds ? NO_LOW : low, adds ? NO_HIGH : high);
                if (adds) {
                    kernels.addStaged(stage, stageAt, this.direct.cRows(), row, count, columns, c, from, add, low,
                            high);
                } else {
                    unstage(row, count, columns, stage, stageAt, c, from);
                }
            }
        }
    }

    /**
     * Rows of a gathered source, which start from a tensor. A tile would wait for what it starts from; so all of it is
     * read first, in the order of the memory, where these panels are all there are.
     */
    private void sum(int row, int rows, int fromPanel, int toPanel, float[] a, int a0, float[] packed, int at,
            float[] c, int c0, int add, float low, float high, boolean allPanels, float[] stage, int stageAt) {
        if (allPanels) {
            kernels.fetch(c, c0 + direct.cRows()[row] + add, rows * outputs, stage, stageAt);
        }
        for (int index = fromPanel; index < toPanel; index++) {
            int block = at + index * blockSize();
            int to = c0 + index * panel;
            // The bias is a term, as in front of every pixel is a 1.
            kernels.multiply(whole, wholeRuns, wholeLength, row, rows, panel, a, a0 - front, packed, block, c, to + add,
                    true, c, to, low, high);
        }
    }

    /** One position, as in a dense layer with one image. */
    private void row(int fromPanel, int toPanel, float[] a, int a0, float[] packed, int at, float[] c, int c0,
            float low, float high, float[] stage, int stageAt) {
        for (int index = fromPanel; index < toPanel; index += STAGE) {
            int count = Math.min(STAGE, toPanel - index);
            kernels.multiplyRow(direct, runs, length, 0, count, blockSize(), a, a0, packed, biasAt(at, index), stage,
                    stageAt, low, high);
            int first = index * panel;
            System.arraycopy(stage, stageAt, c, c0 + first, Math.min(count * panel, outputs - first));
        }
    }

    private void unstage(int row, int count, int columns, float[] stage, int stageAt, float[] c, int from) {
        for (int i = 0; i < count; i++) {
            int to = from + direct.cRows()[row + i];
            int at = stageAt + i * panel;
            for (int j = 0; j < columns; j++) {
                c[to + j] = stage[at + j];
            }
        }
    }

    /** Pixels that no element of the kernel reaches: there is the bias, and what is added. */
    private void fill(int positions, int columns, float[] packed, int bias, float[] c, int from, boolean adds, int add,
            float low, float high) {
        for (int i = 0; i < positions; i++) {
            int to = from + direct.cRows()[i];
            for (int j = 0; j < columns; j++) {
                c[to + j] = Math.min(Math.max(packed[bias + j] + (adds ? c[to + add + j] : 0), low), high);
            }
        }
    }
}
