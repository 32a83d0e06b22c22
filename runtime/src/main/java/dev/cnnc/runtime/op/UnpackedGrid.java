package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.InPlaceProducts;
import dev.cnnc.runtime.kernel.Product;

/**
 * A grid whose products read the weights where they are; packed is a factor and a bias for every output channel.
 *
 * <p>Behind them are, turned round, the weights of a small dense layer: for one image its outputs are all the lanes there
 * are, and so they lie next to each other.
 */
final class UnpackedGrid implements PixelGrid {
    /** Weights that are turned round at most: not to keep many of them twice, nor to turn many for one answer. */
    private static final int MOST_TURNED = 1 << 18;
    private final Workspace workspace;
    private final InPlaceProducts products;
    private final SlidingGrid.Place place;
    private final Layout target;
    private final int inputs;
    private final Panels panels;
    private final WeightOrder order;
    private final Product product;
    private final boolean pooled;
    private final boolean turned;
    /** The only element of a kernel that is turned round. */
    private final int element;
    private final int right;
    private final int down;

    /** See {@link SlidingGrid}'s. */
    UnpackedGrid(Workspace workspace, Border border, Layout target, int groups, Taps taps, WeightOrder order,
            SlidingGrid.Place place, int[] step, int images, int rows, boolean pooled) {
        this.workspace = workspace;
        this.place = place;
        this.target = target;
        this.order = order;
        this.pooled = pooled;
        right = step[1] / 2 * border.pixelStride();
        down = step[0] / 2 * border.rowStride();
        products = workspace.kernels().products().inPlace();
        inputs = border.source().channels() / groups;
        panels = new Panels(groups, target.channels() / groups, workspace.kernels().products().panel());
        int[] aRuns = new int[taps.count()];
        int[] bRuns = new int[taps.count()];
        int[] byColumns = taps.byColumns(pooled ? step[0] / 2 : step[0]);
        for (int run = 0; run < aRuns.length; run++) {
            int tap = byColumns[run];
            aRuns[run] = (border.top() + taps.row()[tap]) * border.rowStride()
                    + (border.left() + taps.column()[tap]) * border.pixelStride();
            bRuns[run] = taps.element()[tap];
        }
        PixelRows pixels = PixelRows.of(border, target, PixelGroups.none(taps, step[1]), place, step, images, rows,
                false);
        turned = !pooled && groups == 1 && taps.count() == 1 && place.height() * place.width() == 1
                && (long) inputs * target.channels() <= MOST_TURNED;
        element = turned ? taps.element()[0] : 0;
        product = new Product(pixels.source(), pixels.target(), aRuns, turned ? new int[1] : bRuns, 1,
                turned ? target.channels() : order.inputStep());
    }

    @Override
    public SlidingGrid.Place place() {
        return place;
    }

    @Override
    public Panels panels() {
        return panels;
    }

    @Override
    public int packedSize() {
        return Math.multiplyExact(turned ? 2 + inputs : 2, target.channels());
    }

    @Override
    public long macs() {
        return (long) place.height() * place.width() * product.aRuns().length * inputs * target.channels();
    }

    @Override
    public void pack(int index, int weight, float[] scale, float[] bias, int biasAt, float[] packed, int to) {
        int channels = target.channels();
        for (int channel = panels.begin(index); channel < panels.begin(index + 1); channel++) {
            packed[to + channel] = scale == null ? 1 : scale[channel];
            packed[to + channels + channel] = bias == null ? 0 : bias[biasAt + channel];
        }
        if (turned) {
            turn(panels.begin(index), panels.begin(index + 1), weight, packed, to + 2 * channels);
        }
    }

    private void turn(int from, int to, int weight, float[] packed, int at) {
        int channels = target.channels();
        float[] weights = workspace.parameters();
        for (int input = 0; input < inputs; input++) {
            for (int channel = from; channel < to; channel++) {
                packed[at + input * channels + channel] = weights[weight + element + input * order.inputStep()
                        + channel * order.outputStep()];
            }
        }
    }

    @Override
    public void multiply(int images, int firstRow, int rows, int fromPanel, int toPanel, float[] a, int a0,
            float[] packed, int at, int weight, float[] c, int image, boolean adds, int add, float low, float high,
            float[] stage, int stageAt, boolean alone) {
        int positions = images * Math.min(rows, place.height() - firstRow) * place.width();
        if (positions <= 0) {
            return;
        }
        int c0 = image + (firstRow * place.strideHeight() + place.row()) * target.rowStride()
                + place.column() * target.channels();
        int last = panels.begin(toPanel);
        int outputs = panels.outputs();
        for (int channel = panels.begin(fromPanel); channel < last; ) {
            int group = channel / outputs;
            int end = Math.min(last, (group + 1) * outputs);
            int from = weight + group * order.groupStep() + channel % outputs * order.outputStep();
            if (turned) {
                products.multiply(product, 1, inputs, 0, positions, end - channel, a, a0, packed,
                        at + 2 * target.channels() + channel, packed, at + channel, at + target.channels() + channel, c,
                        c0 + channel, adds, add, low, high);
            } else if (pooled) {
                products.multiplyPooled(product, order.outputStep(), inputs, positions, place.width(), end - channel,
                        right, down, a, a0, workspace.parameters(), from, packed, at + channel,
                        at + target.channels() + channel, c, c0 + channel, low, high);
            } else {
                products.multiply(product, order.outputStep(), inputs, 0, positions, end - channel, a,
                        a0 + group * inputs, workspace.parameters(), from, packed, at + channel,
                        at + target.channels() + channel, c, c0 + channel, adds, add, low, high);
            }
            channel = end;
        }
    }
}
