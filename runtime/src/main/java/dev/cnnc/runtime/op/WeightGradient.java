package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ProductKernels;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;

/**
 * The gradients of a convolution's weights and bias: {@code dw[f][c, tap] = sum over pixels of x[pixel + tap][c] *
 * dy[pixel][f]}, a product whose rows are weights, whose columns are filters and whose terms are the batch's pixels.
 *
 * <p>Where filters are so few that they leave most of a register tile's columns idle, neighbouring output pixels are
 * taken together, as {@link PixelGroups} describes: as one pixel with their filters side by side and a window as wide
 * as all theirs. The weights of that window are then added up to those that they are for each of the pixels. Not so
 * where many channels need a border, since a batch with its border would have to be kept.
 *
 * <p>The batch is cut into slices with sums of their own, added in order at the end. How many depends on the sizes
 * alone, never on the threads, so the results have the same bits for any number of them. Within a slice, images or
 * bands of their lines come in chunks that stay in the cache while every block of weights passes over them.
 */
final class WeightGradient {
    private static final int MOST_SLICES = 16;
    /** Pixels that a slice should have, so that its sums are worth storing. */
    private static final int PIXELS_PER_SLICE = 512;
    /** Floats that all slices' sums may take. */
    private static final int MOST_SUMS = 1 << 21;
    /** Floats of x and dy that a chunk should stay below, so that they stay in the second-level cache. */
    private static final int CACHED = 1 << 16;
    /** Pixels that a chunk should have all the same, since all sums are read and written for each. */
    private static final int PIXELS_PER_CHUNK = 400;
    /** Pixels of a line at most. */
    private static final int LONGEST_LINE = 100;

    private final Workspace workspace;
    private final ProductKernels kernels;
    /** With the pixels that are taken together as one. */
    private final ConvolutionShape shape;
    private final PixelGroups pixels;
    private final TailGradient tail;
    private final Border border;
    private final WeightBlock[] blocks;
    private final int panel;
    private final int panels;
    private final int chunk;
    /** Of an image, see {@link WeightBlock#lines}. */
    private final int lines;
    private final int bands;
    private final int pieces;
    private final int sumsPerSlice;
    /** Whether x is the larger part of what a share of a slice reads, and the product has one tap. */
    private final boolean wide;
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
    private int y;
    private int dy;
    private int weight;
    private int bias;
    private float[] source;
    private int slices;
    private int shares;
    /** Whether the shares of a slice are channels of x, each with all of dy; else filters, each with all of x. */
    private boolean byChannels;

    WeightGradient(Workspace workspace, ConvolutionShape single, TailGradient tail) {
        this.workspace = workspace;
        this.tail = tail;
        kernels = workspace.kernels().products();
        panel = kernels.panel();
        pixels = pixels(single, panel);
        shape = single.withPixels(pixels.pixels());
        panels = (shape.filters() + panel - 1) / panel;
        zeros = new float[panel];
        Layout in = shape.x();
        Layout out = shape.y();
        int floats = Math.addExact(in.imageStride(), out.imageStride());
        long pixelsPerChunk = Math.max(PIXELS_PER_CHUNK, (long) CACHED * out.pixels() / floats);
        chunk = (int) Math.max(1, Math.min(workspace.capacity(), pixelsPerChunk / out.pixels()));
        Border whole = shape.border();
        // Few channels make few rows of one tap: then all taps together, and zeros around x instead of shorter runs.
        boolean together = !whole.present() || shape.channels() < WeightBlock.FEW_CHANNELS;
        border = together ? whole : new Border(in, 0, 0, in.height(), in.width());
        lines = together ? WeightBlock.lines(shape, border, LONGEST_LINE) : out.height();
        bands = chunk > 1 ? 1 : Bands.count(lines, (int) Math.max(1, pixelsPerChunk * lines / out.pixels()), 1, 1);
        blocks = together ? WeightBlock.together(shape, border, chunk, lines, panel)
                : WeightBlock.perTap(shape, chunk, panel);
        pieces = shape.groups() * panels * blocks.length;
        wide = shape.taps() == 1 && shape.groups() == 1 && shape.channels() > shape.filters();
        bordered = border.present() ? new float[Math.multiplyExact(workspace.capacity(), border.imageStride())]
                : new float[0];
        int rows = shape.taps() * shape.channels();
        // With one tap a sum has so few terms in a chunk that fewer slices, of more shares, store and add up less.
        int mostSums = wide ? MOST_SUMS / 2 : MOST_SUMS;
        long perSlice = (long) shape.groups() * panels * rows * panel;
        mostSlices = (int) Math.max(1, Math.min(MOST_SLICES, mostSums / perSlice));
        sumsPerSlice = mostSlices == 1 && pixels.pixels() == 1 ? 0 : (int) perSlice;
        sums = new float[mostSlices * sumsPerSlice];
        biasPerSlice = Math.addExact(out.channels(), panel);
        biasSums = new float[MOST_SLICES * biasPerSlice];
        // The sums of a piece, and what is left of reading a chunk.
        workspace.reserveScratch(WeightBlock.MOST_ROWS * panel + 1);
    }

    private static PixelGroups pixels(ConvolutionShape shape, int panel) {
        Taps taps = shape.forwardPart().taps();
        boolean border = shape.border().present() && shape.channels() >= WeightBlock.FEW_CHANNELS;
        return border || shape.groups() > 1 ? PixelGroups.none(taps, shape.strideWidth())
                : PixelGroups.of(taps, shape.strideWidth(), shape.filters(), panel, shape.y().width(), false);
    }

    /**
     * Writes the gradients; x, y and dy are arena addresses, bias -1 for none. Multiplies dy by the tail's derivative.
     */
    void run(int x, int y, int dy, int weight, int bias) {
        this.x = x;
        this.y = y;
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
        long positions = (long) count * shape.y().pixels() * pixels.pixels();
        slices = (int) Math.max(1, Math.min(Math.min(mostSlices, count), positions / PIXELS_PER_SLICE));
        byChannels = wide && slices > 1;
        shares = slices == 1 ? pieces : Math.min(pieces, MOST_SLICES / slices);
        if (shares > 1) {
            tail.applyTogether(y, dy, count * shape.y().imageStride());
        }
        workspace.workers().run(sumTask, slices * shares);
        if (slices > 1) {
            workspace.workers().run(collectTask, pieces);
        }
        if (pixels.pixels() > 1) {
            addUp();
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
        int slice = unit / shares;
        int share = unit % shares;
        int count = workspace.count();
        int from = Bands.begin(count, slices, slice);
        int to = Bands.begin(count, slices, slice + 1);
        int first = Bands.begin(pieces, shares, share);
        int last = Bands.begin(pieces, shares, share + 1);
        boolean kept = slices > 1 || pixels.pixels() > 1;
        float[] target = kept ? sums : workspace.scratch(worker);
        if (bias >= 0 && share == 0) {
            Arrays.fill(biasSums, slice * biasPerSlice, (slice + 1) * biasPerSlice, 0);
        }
        int chunks = (to - from + chunk - 1) / chunk;
        for (int step = 0; step < chunks * bands; step++) {
            int image = from + Bands.begin(to - from, chunks, step / bands);
            int images = from + Bands.begin(to - from, chunks, step / bands + 1) - image;
            int line = Bands.begin(lines, bands, step % bands);
            int height = Bands.begin(lines, bands, step % bands + 1) - line;
            if (share == 0) {
                prepare(slice, image, images, line, height);
            }
            if (slices > 1) {
                fetch(image, images, line, height, workspace.scratch(worker));
            }
            for (int piece = first; piece < last; piece++) {
                int at = kept ? slice * sumsPerSlice + sumsAt(piece) : 0;
                multiply(piece, image, images, line, height, step > 0, target, at);
            }
        }
        if (!kept) {
            scatter(first, target, 0);
        }
    }

    /**
     * What every chunk of dy needs once: the tail's derivative, unless it is done already, and its sums for the bias.
     */
    private void prepare(int slice, int image, int images, int line, int height) {
        Layout out = shape.y();
        int at = (image * lines + line) * lineStride();
        int positions = ((images - 1) * lines + height) * (out.pixels() / lines);
        int filters = out.channels();
        if (shares == 1) {
            tail.apply(y + at, dy + at, positions * filters);
        }
        for (int filter = 0; filter < filters && bias >= 0; filter += panel) {
            kernels.addColumnSums(workspace.arena(), dy + at + filter, filters, positions, Math.min(panel, filters
                    - filter), biasSums, slice * biasPerSlice + filter);
        }
    }

    /** Where in a slice's sums a piece begins. */
    private int sumsAt(int piece) {
        int index = piece / (blocks.length * panels) * panels + panel(piece);
        return (index * shape.taps() * shape.channels() + block(piece).first()) * panel;
    }

    private WeightBlock block(int piece) {
        return blocks[byChannels ? piece / panels % blocks.length : piece % blocks.length];
    }

    private int panel(int piece) {
        return byChannels ? piece % panels : piece / blocks.length % panels;
    }

    private int group(int piece) {
        return piece / (blocks.length * panels);
    }

    /**
     * Reads a chunk in the order of the memory, which the hardware reads ahead of. A register tile goes from pixel to
     * pixel and would wait for each, as it would for every line of the cache.
     */
    private void fetch(int image, int images, int line, int height, float[] scratch) {
        int xLine = border.imageStride() / lines;
        int count = (images - 1) * lines + height;
        int behindSums = WeightBlock.MOST_ROWS * panel;
        kernels.fetch(source, x + image * border.imageStride() + line * xLine, count * xLine, scratch, behindSums);
        kernels.fetch(workspace.arena(), dy + (image * lines + line) * lineStride(), count * lineStride(), scratch,
                behindSums);
    }

    /** From one line of output pixels to the next. */
    private int lineStride() {
        return shape.y().imageStride() / lines;
    }

    private void multiply(int piece, int image, int images, int line, int height, boolean more, float[] target,
            int at) {
        WeightBlock block = block(piece);
        int group = group(piece);
        int filter = panel(piece) * panel;
        int skipped = Math.max(0, line - block.firstLine());
        int count = Math.min(block.firstLine() + block.lines(), line + height) - block.firstLine() - skipped;
        if (count <= 0) {
            if (!more) {
                Arrays.fill(target, at, at + block.rows() * panel, 0);
            }
            return;
        }
        int columns = Math.min(panel, shape.filters() - filter);
        int a0 = x + image * border.imageStride() + group * shape.channels() + skipped * block.aStep();
        int b0 = dy + image * shape.y().imageStride() + group * shape.filters() + filter + skipped * lineStride();
        kernels.multiply(block.product(), images * count, block.length(), 0, block.rows(), columns, source, a0,
                workspace.arena(), b0, more ? target : zeros, more ? at : 0, more, target, at);
    }

    private void collect(int piece, int worker) {
        int at = sumsAt(piece);
        int n = block(piece).rows() * panel;
        for (int slice = 1; slice < slices; slice++) {
            workspace.kernels().elements().addTo(sums, slice * sumsPerSlice + at, sums, at, n);
        }
        if (pixels.pixels() == 1) {
            scatter(piece, sums, at);
        }
    }

    /** Puts a piece's sums where the parameters have their weights. */
    private void scatter(int piece, float[] from, int at) {
        WeightBlock block = block(piece);
        int first = panel(piece) * panel;
        int filter = group(piece) * shape.filters() + first;
        int columns = Math.min(panel, shape.filters() - first);
        int channels = shape.channels();
        int taps = shape.taps();
        float[] gradients = workspace.gradients();
        for (int j = 0; j < columns; j++) {
            int to = weight + (filter + j) * channels * taps;
            int read = at + j;
            int end = at + block.rows() * panel;
            int tap = block.first() / channels;
            int channel = block.first() % channels;
            for (; read < end; read += panel) {
                gradients[to + channel * taps + tap] = from[read];
                if (++channel == channels) {
                    channel = 0;
                    tap++;
                }
            }
        }
    }

    /** The gradient of a weight is the sum of what its pixels' filters have for it. */
    private void addUp() {
        int channels = shape.channels();
        int filters = shape.filters() / pixels.pixels();
        int taps = pixels.single().count();
        float[] gradients = workspace.gradients();
        Arrays.fill(gradients, weight, weight + filters * channels * taps, 0);
        for (int row = 0; row < shape.taps() * channels; row++) {
            for (int pixel = 0; pixel < pixels.pixels(); pixel++) {
                int element = pixels.element(row / channels, pixel);
                int from = row * panel + pixel * filters;
                int to = weight + row % channels * taps + element;
                for (int filter = 0; filter < filters && element >= 0; filter++) {
                    gradients[to + filter * channels * taps] += sums[from + filter];
                }
            }
        }
    }

    private void collectBias() {
        int filters = shape.y().channels() / pixels.pixels();
        for (int f = 0; f < filters; f++) {
            float sum = 0;
            for (int slice = 0; slice < slices; slice++) {
                for (int pixel = 0; pixel < pixels.pixels(); pixel++) {
                    sum += biasSums[slice * biasPerSlice + pixel * filters + f];
                }
            }
            workspace.gradients()[bias + f] = sum;
        }
    }
}
