package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ProductKernels;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;

/**
 * The gradients of a convolution's weights and bias: {@code dw[f][c, tap] = sum over pixels of x[pixel + tap][c] *
 * dy[pixel][f]}, a product whose rows are weights, whose columns are filters and whose terms are the batch's pixels.
 *
 * <p>The batch is cut into slices with sums of their own, added in order at the end. How many depends on the sizes alone,
 * never on the threads, so the results have the same bits for any number of them. Within a slice the images come in chunks
 * that stay in the cache while every block of weights passes over them.
 */
final class WeightGradient {
    private static final int MOST_SLICES = 16;
    /** Pixels that a slice should have, so that its sums are worth storing. */
    private static final int PIXELS_PER_SLICE = 512;
    /** Floats that all slices' sums may take. */
    private static final int MOST_SUMS = 1 << 21;
    /** Floats of x and dy that a chunk should stay below. */
    private static final int CACHED = 1 << 16;

    private final Workspace workspace;
    private final ProductKernels kernels;
    private final ConvolutionShape shape;
    private final Border border;
    private final WeightBlock[] blocks;
    private final int panel;
    private final int panels;
    private final int chunk;
    private final int sumsPerSlice;
    private final int biasPerSlice;
    private final float[] zeros;
    private final float[] bordered;
    private final float[] sums;
    private final float[] biasSums;
    private final int mostSlices;
    private final WorkerPool.Task copyTask = this::copy;
    private final WorkerPool.Task sumTask = this::sum;
    private final WorkerPool.Task collectTask = this::collect;

    private int x;
    private int dy;
    private int weight;
    private int bias;
    private float[] source;
    private int slices;
    private int shares;

    WeightGradient(Workspace workspace, ConvolutionShape shape) {
        this.workspace = workspace;
        this.shape = shape;
        kernels = workspace.kernels().products();
        panel = kernels.panel();
        panels = (shape.filters() + panel - 1) / panel;
        zeros = new float[panel];
        Layout in = shape.x();
        Layout out = shape.y();
        chunk = Math.max(1, Math.min(workspace.capacity(), CACHED / (in.imageStride() + out.imageStride())));
        Border whole = shape.border();
        // Few channels make few rows of one tap: then all taps together, and zeros around x instead of shorter runs.
        boolean together = !whole.present() || shape.channels() < WeightBlock.FEW_CHANNELS;
        border = together ? whole : new Border(in, 0, 0, in.height(), in.width());
        blocks = together ? WeightBlock.together(shape, border, chunk, panel) : WeightBlock.perTap(shape, chunk, panel);
        bordered = border.present() ? new float[Math.multiplyExact(workspace.capacity(), border.imageStride())]
                : new float[0];
        int rows = shape.taps() * shape.channels();
        long perSlice = (long) shape.groups() * panels * rows * panel;
        mostSlices = (int) Math.max(1, Math.min(MOST_SLICES, MOST_SUMS / perSlice));
        sumsPerSlice = mostSlices == 1 ? 0 : (int) perSlice;
        sums = new float[mostSlices * sumsPerSlice];
        biasPerSlice = Math.addExact(out.channels(), panel);
        biasSums = new float[MOST_SLICES * biasPerSlice];
        workspace.reserveScratch(WeightBlock.MOST_ROWS * panel);
    }

    /** Writes the gradients; x and dy are arena addresses, bias -1 for none. */
    void run(int x, int dy, int weight, int bias) {
        this.x = x;
        this.dy = dy;
        this.weight = weight;
        this.bias = bias;
        int count = workspace.count();
        source = workspace.arena();
        if (border.present()) {
            workspace.workers().run(copyTask, count);
            source = bordered;
            this.x = 0;
        }
        long pixels = (long) count * shape.y().pixels();
        slices = (int) Math.max(1, Math.min(Math.min(mostSlices, count), pixels / PIXELS_PER_SLICE));
        int pieces = shape.groups() * panels * blocks.length;
        shares = slices == 1 ? pieces : Math.min(pieces, (MOST_SLICES + slices - 1) / slices);
        int biasUnits = bias < 0 ? 0 : slices;
        workspace.workers().run(sumTask, slices * shares + biasUnits);
        if (slices > 1) {
            workspace.workers().run(collectTask, pieces);
        }
        if (bias >= 0) {
            collectBias();
        }
    }

    private void copy(int image, int worker) {
        border.copy(workspace.arena(), x + image * shape.x().imageStride(), 0, border.height(), bordered,
                image * border.imageStride());
    }

    private void sum(int unit, int worker) {
        if (unit >= slices * shares) {
            sumBias(unit - slices * shares);
            return;
        }
        int slice = unit / shares;
        int share = unit % shares;
        int count = workspace.count();
        int from = (int) ((long) count * slice / slices);
        int to = (int) ((long) count * (slice + 1) / slices);
        int pieces = shape.groups() * panels * blocks.length;
        int first = (int) ((long) pieces * share / shares);
        int last = (int) ((long) pieces * (share + 1) / shares);
        for (int image = from; image < to; image += chunk) {
            int images = Math.min(chunk, to - image);
            for (int piece = first; piece < last; piece++) {
                float[] target = slices == 1 ? workspace.scratch(worker) : sums;
                int at = slices == 1 ? 0 : slice * sumsPerSlice + sumsAt(piece);
                multiply(piece, image, images, image > from, target, at);
            }
        }
        if (slices == 1) {
            scatter(first, workspace.scratch(worker), 0);
        }
    }

    /** Where in a slice's sums a piece begins. */
    private int sumsAt(int piece) {
        return (piece / blocks.length * shape.taps() * shape.channels() + blocks[piece % blocks.length].first()) * panel;
    }

    private void multiply(int piece, int image, int images, boolean more, float[] target, int at) {
        WeightBlock block = blocks[piece % blocks.length];
        int group = piece / blocks.length / panels;
        int filter = piece / blocks.length % panels * panel;
        if (block.runs() == 0) {
            Arrays.fill(target, at, at + block.rows() * panel, 0);
            return;
        }
        int columns = Math.min(panel, shape.filters() - filter);
        int a0 = x + image * border.imageStride() + group * shape.channels();
        int b0 = dy + image * shape.y().imageStride() + group * shape.filters() + filter;
        kernels.multiply(block.product(), images * block.runs(), block.length(), 0, block.rows(), columns, source, a0,
                workspace.arena(), b0, zeros, 0, more ? target : zeros, more ? at : 0, more, target, at,
                Float.NEGATIVE_INFINITY);
    }

    private void collect(int piece, int worker) {
        int at = sumsAt(piece);
        int n = blocks[piece % blocks.length].rows() * panel;
        for (int slice = 1; slice < slices; slice++) {
            workspace.kernels().elements().addTo(sums, slice * sumsPerSlice + at, sums, at, n);
        }
        scatter(piece, sums, at);
    }

    /** Puts a piece's sums where the parameters have their weights. */
    private void scatter(int piece, float[] from, int at) {
        WeightBlock block = blocks[piece % blocks.length];
        int first = piece / blocks.length % panels * panel;
        int filter = piece / blocks.length / panels * shape.filters() + first;
        int columns = Math.min(panel, shape.filters() - first);
        int channels = shape.channels();
        int taps = shape.taps();
        float[] gradients = workspace.gradients();
        for (int j = 0; j < columns; j++) {
            int to = weight + (filter + j) * channels * taps;
            for (int row = 0; row < block.rows(); row++) {
                int k = block.first() + row;
                gradients[to + k % channels * taps + k / channels] = from[at + row * panel + j];
            }
        }
    }

    private void sumBias(int slice) {
        int count = workspace.count();
        int from = (int) ((long) count * slice / slices);
        int to = (int) ((long) count * (slice + 1) / slices);
        int at = slice * biasPerSlice;
        Arrays.fill(biasSums, at, at + biasPerSlice, 0);
        int filters = shape.y().channels();
        for (int filter = 0; filter < filters; filter += panel) {
            kernels.addColumnSums(workspace.arena(), dy + from * shape.y().imageStride() + filter, filters,
                    (to - from) * shape.y().pixels(), Math.min(panel, filters - filter), biasSums, at + filter);
        }
    }

    private void collectBias() {
        for (int f = 0; f < shape.y().channels(); f++) {
            float sum = 0;
            for (int slice = 0; slice < slices; slice++) {
                sum += biasSums[slice * biasPerSlice + f];
            }
            workspace.gradients()[bias + f] = sum;
        }
    }
}
