package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ProductKernels;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;

/**
 * The gradients of a depthwise convolution's weights and bias. The batch's bands of rows are dealt to slices with sums
 * of their own, as many as the sizes say and not the threads, and the sums are added in order.
 */
final class DepthwiseWeightGradient implements WorkerPool.Task {
    private static final int MOST_SLICES = 16;

    private final Workspace workspace;
    private final ProductKernels kernels;
    private final ConvolutionShape shape;
    private final WideSource x;
    private final WideSource dy;
    private final int rows;
    private final int bands;
    private final int[] taps;
    private final int[] xRows;
    private final int[] dyRows;
    private final int dyAt;
    private final float[] sums;
    private int from;
    private int gradient;
    private int slices;

    DepthwiseWeightGradient(Workspace workspace, ConvolutionShape shape) {
        this.workspace = workspace;
        this.shape = shape;
        kernels = workspace.kernels().products();
        Layout out = shape.y();
        int vector = kernels.lanes();
        int lanes = (out.channels() + vector - 1) / vector * vector;
        Border border = shape.border();
        x = new WideSource(shape.x(), shape.filters(), lanes, border.top(), border.left(), border.height(),
                border.width());
        dy = new WideSource(out, 1, lanes, 0, 0, out.height(), out.width());
        int reach = (shape.kernelHeight() - 1) * shape.dilationHeight();
        rows = Math.max(1, Math.min(out.height(), (DepthwiseProduct.CACHED / x.rowStride()
                - reach) / shape.strideHeight()));
        bands = (out.height() + rows - 1) / rows;
        taps = new int[shape.taps()];
        for (int tap = 0; tap < taps.length; tap++) {
            taps[tap] = tap / shape.kernelWidth() * shape.dilationHeight() * x.rowStride()
                    + tap % shape.kernelWidth() * shape.dilationWidth() * lanes;
        }
        xRows = new int[rows * out.width()];
        dyRows = new int[xRows.length];
        for (int i = 0; i < xRows.length; i++) {
            xRows[i] = i / out.width() * shape.strideHeight() * x.rowStride() + i % out.width() * shape.strideWidth()
                    * lanes;
            dyRows[i] = i * lanes;
        }
        dyAt = x.direct() ? 0 : Math.multiplyExact(sourceRows(rows), x.rowStride());
        workspace.reserveScratch(Math.addExact(dyAt, dy.direct() ? 0 : Math.multiplyExact(xRows.length, lanes)));
        sums = new float[Math.multiplyExact(MOST_SLICES * (taps.length + 1), lanes)];
    }

    private int sourceRows(int outputRows) {
        return (outputRows - 1) * shape.strideHeight() + (shape.kernelHeight() - 1) * shape.dilationHeight() + 1;
    }

    /** Writes the gradients; x and dy are arena addresses, bias -1 for none. */
    void run(int xAddress, int dyAddress, int weight, int bias) {
        from = xAddress;
        gradient = dyAddress;
        slices = Math.min(MOST_SLICES, workspace.count() * bands);
        workspace.workers().run(this, slices);
        int lanes = x.lanes();
        int perSlice = (taps.length + 1) * lanes;
        for (int slice = 1; slice < slices; slice++) {
            workspace.kernels().elements().addTo(sums, slice * perSlice, sums, 0, perSlice);
        }
        float[] gradients = workspace.gradients();
        for (int f = 0; f < shape.y().channels(); f++) {
            for (int tap = 0; tap < taps.length; tap++) {
                gradients[weight + f * taps.length + tap] = sums[tap * lanes + f];
            }
            if (bias >= 0) {
                gradients[bias + f] = sums[taps.length * lanes + f];
            }
        }
    }

    @Override
    public void run(int slice, int worker) {
        int lanes = x.lanes();
        int to = slice * (taps.length + 1) * lanes;
        Arrays.fill(sums, to, to + (taps.length + 1) * lanes, 0);
        int units = workspace.count() * bands;
        int last = Bands.begin(units, slices, slice + 1);
        for (int unit = Bands.begin(units, slices, slice); unit < last; unit++) {
            add(unit / bands, unit % bands * rows, to, workspace.scratch(worker));
        }
    }

    private void add(int image, int firstRow, int to, float[] scratch) {
        float[] arena = workspace.arena();
        int count = Math.min(rows, shape.y().height() - firstRow);
        int begin = from + image * shape.x().imageStride();
        float[] a = arena;
        int a0 = begin + firstRow * shape.strideHeight() * x.rowStride();
        if (!x.direct()) {
            x.copy(arena, begin, firstRow * shape.strideHeight(), sourceRows(count), scratch, 0);
            a = scratch;
            a0 = 0;
        }
        int beginGradient = gradient + image * shape.y().imageStride();
        float[] d = arena;
        int d0 = beginGradient + firstRow * dy.rowStride();
        if (!dy.direct()) {
            dy.copy(arena, beginGradient, firstRow, count, scratch, dyAt);
            d = scratch;
            d0 = dyAt;
        }
        int pixels = count * shape.y().width();
        kernels.depthwiseWeights(pixels, x.lanes(), a, a0, xRows, taps, d, d0, dyRows, sums, to);
        int panel = kernels.panel();
        for (int lane = 0; lane < x.lanes(); lane += panel) {
            kernels.addColumnSums(d, d0 + lane, x.lanes(), pixels, Math.min(panel, x.lanes() - lane), sums, to
                    + taps.length * x.lanes() + lane);
        }
    }
}
