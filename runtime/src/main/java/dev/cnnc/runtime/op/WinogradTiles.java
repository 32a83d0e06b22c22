package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.kernel.ElementKernels;
import dev.cnnc.runtime.kernel.WinogradKernels;
import java.util.Arrays;

/**
 * The tiles of Winograd's convolution: squares of outputs, row by row, image after image, and the squares of inputs
 * they depend on, which are wider by two and overlap. The last tiles of a row and of a column may reach over the edge.
 */
final class WinogradTiles {
    /** Tiles that are transformed together at most, so that both steps of a transform meet in the nearest cache. */
    private static final int TOGETHER = 8;

    private final WinogradKernels kernels;
    private final ElementKernels elements;
    private final Tail tail;
    private final float low;
    private final Layout x;
    private final Layout y;
    private final int padTop;
    private final int padLeft;
    private final int tile;
    private final int size;
    private final int lanes;
    private final int columns;
    private final int perImage;
    private final int together;
    private final int rowFloats;

    WinogradTiles(Workspace workspace, Layout x, Layout y, int padTop, int padLeft, int tile, Tail tail) {
        kernels = workspace.kernels().winograd();
        elements = workspace.kernels().elements();
        this.tail = tail;
        boolean above = tail.activation() == ActivationKind.RELU || tail.activation() == ActivationKind.RELU6;
        low = above ? 0 : Float.NEGATIVE_INFINITY;
        lanes = workspace.kernels().products().lanes();
        this.x = x;
        this.y = y;
        this.padTop = padTop;
        this.padLeft = padLeft;
        this.tile = tile;
        size = tile + 2;
        columns = (y.width() + tile - 1) / tile;
        perImage = Math.multiplyExact(columns, (y.height() + tile - 1) / tile);
        together = Math.min(columns, TOGETHER);
        rowFloats = whole(Math.multiplyExact(together * tile + 2, x.channels())) + lanes;
    }

    Layout x() {
        return x;
    }

    Layout y() {
        return y;
    }

    int perImage() {
        return perImage;
    }

    /** Products that a tile needs for a channel and a filter. */
    int elements() {
        return size * size;
    }

    /** The element that is added to all outputs of a tile with the factor 1: there the bias goes. */
    int biased() {
        return size + 1;
    }

    /** Channels of the input, filled up to whole vectors. */
    int channels() {
        return whole(x.channels());
    }

    /** Floats of {@link #input}'s stage. */
    int inputStage() {
        return Math.multiplyExact(2 * size, rowFloats);
    }

    /** Floats of {@link #output}'s stage. */
    int outputStage(int width) {
        return Math.multiplyExact(tile * together, width);
    }

    private int whole(int floats) {
        return (floats + lanes - 1) / lanes * lanes;
    }

    /**
     * Transforms the inputs of {@code count} tiles from {@code first} on: element e of tile i is found, channel by
     * channel, at {@code to + e * plane + i * channels()}.
     *
     * @param from  where in the arena the first image begins
     * @param stage where in {@code scratch} {@link #inputStage()} floats are free
     */
    void input(float[] arena, int from, int first, int count, float[] scratch, int stage, int to, int plane) {
        int done = 0;
        while (done < count) {
            int index = first + done;
            int image = from + index / perImage * x.imageStride();
            int row = index % perImage / columns;
            int column = index % columns;
            int n = Math.min(Math.min(together, columns - column), count - done);
            stageRows(arena, image, row * tile - padTop, column * tile - padLeft, n * tile + 2, scratch, stage);
            for (int i = 0; i < size; i++) {
                kernels.input(tile, scratch, stage + i * rowFloats, x.channels(), tile * x.channels(), scratch,
                        to + i * size * plane + done * channels(), plane, channels(), x.channels(), n);
            }
            done += n;
        }
    }

    /** Transforms the columns of some tiles that are side by side; what lies over the edge is zero. */
    private void stageRows(float[] arena, int image, int top, int left, int width, float[] scratch, int stage) {
        int channels = x.channels();
        int begin = Math.min(width, Math.max(0, -left));
        int end = Math.max(begin, Math.min(width, x.width() - left));
        int floats = (end - begin) * channels;
        if (floats > 0) {
            int at = image + top * x.rowStride() + (left + begin) * channels;
            int to = stage + begin * channels;
            if (top >= 0 && top + size <= x.height()) {
                kernels.input(tile, arena, at, x.rowStride(), 0, scratch, to, rowFloats, 0, floats, 1);
            } else {
                int copy = stage + size * rowFloats;
                for (int i = 0; i < size; i++) {
                    int row = copy + i * rowFloats;
                    if (top + i >= 0 && top + i < x.height()) {
                        System.arraycopy(arena, at + i * x.rowStride(), scratch, row, floats);
                    } else {
                        Arrays.fill(scratch, row, row + floats, 0);
                    }
                }
                kernels.input(tile, scratch, copy, rowFloats, 0, scratch, to, rowFloats, 0, floats, 1);
            }
        }
        for (int i = 0; i < size; i++) {
            int row = stage + i * rowFloats;
            Arrays.fill(scratch, row, row + begin * channels, 0);
            Arrays.fill(scratch, row + end * channels, row + width * channels, 0);
        }
    }

    /**
     * Transforms the products of {@code count} tiles and writes their outputs: element e of tile i, filter by filter,
     * is found at {@code from + e * plane + i * width}; the transform overwrites them.
     *
     * @param width   floats from one tile to the next, whole vectors
     * @param to      where in the arena the first image begins
     * @param filter  the first filter
     * @param filters how many, at most {@code width}
     * @param add     how much further in the arena lies what is added to the outputs, if {@code adds}
     * @param stage   where in {@code scratch} {@link #outputStage} floats are free
     */
    void output(float[] scratch, int from, int plane, int width, int first, int count, float[] arena, int to,
            int filter, int filters, boolean adds, int add, int stage) {
        int done = 0;
        while (done < count) {
            int index = first + done;
            int column = index % columns;
            int n = Math.min(Math.min(together, columns - column), count - done);
            int at = from + done * width;
            kernels.output(tile, scratch, at, size * plane, plane, scratch, at, size * plane, plane, n * width, size);
            int row = index % perImage / columns * tile;
            int pixel = to + index / perImage * y.imageStride() + row * y.rowStride() + column * tile * y.channels();
            int whole = filters % lanes == 0 ? Math.min(n, y.width() / tile - column) : 0;
            for (int i = 0; i < Math.min(tile, y.height() - row); i++) {
                int products = at + i * size * plane;
                int outputs = pixel + i * y.rowStride() + filter;
                if (whole > 0) {
                    finish(scratch, products, plane, width, arena, outputs, filters, whole, adds, add);
                }
                if (whole < n) {
                    kernels.output(tile, scratch, products + whole * width, plane, width, scratch, stage, width,
                            tile * width, filters, n - whole);
                    int pixels = Math.min(n * tile, y.width() - column * tile) - whole * tile;
                    unstage(scratch, stage, width, arena, outputs + whole * tile * y.channels(), filters, pixels, adds,
                            add);
                }
                activate(arena, outputs, filters, Math.min(n * tile, y.width() - column * tile));
            }
            done += n;
        }
    }

    private void finish(float[] scratch, int from, int plane, int width, float[] arena, int to, int filters, int n,
            boolean adds, int add) {
        int next = tile * y.channels();
        if (adds) {
            kernels.outputAdded(tile, low, add, scratch, from, plane, width, arena, to, y.channels(), next, filters, n);
        } else {
            kernels.outputAbove(tile, low, scratch, from, plane, width, arena, to, y.channels(), next, filters, n);
        }
    }

    private void unstage(float[] stage, int at, int width, float[] arena, int to, int filters, int pixels,
            boolean adds, int add) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            int begin = to + pixel * y.channels();
            for (int j = 0; j < filters; j++) {
                float sum = stage[at + pixel * width + j] + (adds ? arena[begin + add + j] : 0);
                arena[begin + j] = Math.max(sum, low);
            }
        }
    }

    /** What a lower bound has not done. */
    private void activate(float[] arena, int at, int filters, int pixels) {
        if (tail.activation() == ActivationKind.NONE || tail.activation() == ActivationKind.RELU) {
            return;
        }
        for (int pixel = 0; pixel < pixels; pixel++) {
            elements.activate(tail.activation(), tail.alpha(), arena, at + pixel * y.channels(), filters);
        }
    }
}
