package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.kernel.Kernels;
import java.util.Arrays;

/**
 * The tiles of Winograd's convolution: squares of outputs, row by row, image after image, and the squares of inputs
 * they depend on, which are wider by two and overlap.
 *
 * <p>Tiles that lie wholly inside their tensor are read and written in place, as many as are side by side in one call.
 * Those that reach over its edge go through a stage, one by one, as do all whose outputs are pooled.
 */
final class WinogradTiles {
    private final Kernels kernels;
    private final Layout x;
    private final Layout y;
    private final int padTop;
    private final int padLeft;
    private final int tile;
    private final int size;
    private final boolean pooled;
    /** What is written of a tile, in each direction. */
    private final int written;
    private final Tail tail;
    private final int lanes;
    private final int columns;
    private final int perImage;
    /** Tiles of a row whose inputs, from the first column to before the last one, lie between the left and right. */
    private final int firstInside;
    private final int lastInside;

    WinogradTiles(Workspace workspace, Layout x, Layout y, int padTop, int padLeft, int tile, boolean pooled,
            Tail tail) {
        kernels = workspace.kernels();
        this.x = x;
        this.y = y;
        this.padTop = padTop;
        this.padLeft = padLeft;
        this.tile = tile;
        this.tail = tail;
        this.pooled = pooled;
        size = tile + 2;
        written = pooled ? tile / 2 : tile;
        lanes = kernels.products().lanes();
        columns = (y.width() + written - 1) / written;
        perImage = Math.multiplyExact(columns, (y.height() + written - 1) / written);
        firstInside = (padLeft + tile - 1) / tile;
        lastInside = Math.min(columns, Math.floorDiv(x.width() + padLeft - size, tile) + 1);
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
        return (x.channels() + lanes - 1) / lanes * lanes;
    }

    /** Floats of a stage for tiles with so many channels; a vector may reach behind the last. */
    int stage(int width) {
        return Math.addExact(Math.multiplyExact(elements(), width), lanes);
    }

    /**
     * Transforms the inputs of {@code count} tiles from {@code first} on: element e of tile i is found, channel by
     * channel, at {@code to + e * plane + i * channels()}.
     *
     * @param from  where in the arena the first image begins
     * @param stage where in {@code scratch} {@link #stage} floats are free
     */
    void input(float[] arena, int from, int first, int count, float[] scratch, int stage, int to, int plane) {
        int done = 0;
        while (done < count) {
            int index = first + done;
            int column = index % columns;
            int top = index % perImage / columns * tile - padTop;
            int left = column * tile - padLeft;
            int at = from + index / perImage * x.imageStride() + top * x.rowStride() + left * x.channels();
            int n = 1;
            int y0 = to + done * channels();
            if (top >= 0 && top + size <= x.height() && column >= firstInside && column < lastInside) {
                n = Math.min(lastInside - column, count - done);
                kernels.winograd().input(tile, arena, at, x.rowStride(), x.channels(), tile * x.channels(), scratch, y0,
                        plane, channels(), x.channels(), n);
            } else {
                stage(arena, at, top, left, scratch, stage);
                kernels.winograd().input(tile, scratch, stage, size * x.channels(), x.channels(), 0, scratch, y0, plane,
                        0, x.channels(), 1);
            }
            done += n;
        }
    }

    /** Copies the inputs of a tile with zeros where it reaches over the edge. */
    private void stage(float[] arena, int at, int top, int left, float[] scratch, int stage) {
        int channels = x.channels();
        int begin = Math.min(size, Math.max(0, -left)) * channels;
        int end = Math.max(begin, Math.min(size, x.width() - left) * channels);
        for (int i = 0; i < size; i++) {
            int row = stage + i * size * channels;
            if (top + i < 0 || top + i >= x.height()) {
                Arrays.fill(scratch, row, row + size * channels, 0);
                continue;
            }
            Arrays.fill(scratch, row, row + begin, 0);
            System.arraycopy(arena, at + i * x.rowStride() + begin, scratch, row + begin, end - begin);
            Arrays.fill(scratch, row + end, row + size * channels, 0);
        }
    }

    /**
     * Transforms the products of {@code count} tiles and writes their outputs: element e of tile i, filter by filter,
     * is found at {@code from + e * plane + i * width}.
     *
     * @param width   floats from one tile to the next, whole vectors
     * @param to      where in the arena the first image begins
     * @param filter  the first filter
     * @param filters how many, at most {@code width}
     * @param add     how much further in the arena lies what is added to the outputs, if {@code adds}
     * @param stage   where in {@code scratch} {@link #stage} floats are free
     */
    void output(float[] scratch, int from, int plane, int width, int first, int count, float[] arena, int to,
            int filter, int filters, boolean adds, int add, int stage) {
        int inside = filters % lanes == 0 ? y.width() / tile : 0;
        int done = 0;
        while (done < count) {
            int index = first + done;
            int column = index % columns;
            int row = index % perImage / columns * written;
            int height = Math.min(written, y.height() - row);
            int outputs = to + index / perImage * y.imageStride() + row * y.rowStride()
                    + column * written * y.channels() + filter;
            int n = 1;
            if (!pooled && height == tile && column < inside) {
                n = Math.min(inside - column, count - done);
                finish(scratch, from + done * width, plane, width, arena, outputs, filters, n, adds, add);
            } else {
                kernels.winograd().output(tile, scratch, from + done * width, plane, 0,
                        scratch, stage, tile * width, width, 0, filters, 1);
                unstage(scratch, stage, width, arena, outputs, filters, height,
                        Math.min(written, y.width() - column * written), adds, add);
            }
            int pixels = Math.min(n * written, y.width() - column * written);
            for (int i = 0; i < height; i++) {
                activate(arena, outputs + i * y.rowStride(), filters, pixels);
            }
            done += n;
        }
    }

    private void finish(float[] scratch, int from, int plane, int width, float[] arena, int to, int filters, int n,
            boolean adds, int add) {
        int next = tile * y.channels();
        if (adds) {
            kernels.winograd().outputAdded(tile, add, scratch, from, plane, width, arena, to, y.rowStride(),
                    y.channels(), next, filters, n);
        } else {
            kernels.winograd().output(tile, scratch, from, plane, width, arena, to, y.rowStride(), y.channels(),
                    next, filters, n);
        }
    }

    /** Writes what of a tile lies inside the tensor. */
    private void unstage(float[] scratch, int stage, int width, float[] arena, int to, int filters, int rows,
            int pixels, boolean adds, int add) {
        if (pooled) {
            kernels.winograd().largest(scratch, stage, tile * width, width, arena, to, y.rowStride(), y.channels(),
                    rows, pixels, filters);
            return;
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < pixels; j++) {
                int at = stage + (i * tile + j) * width;
                int begin = to + i * y.rowStride() + j * y.channels();
                for (int k = 0; k < filters; k++) {
                    arena[begin + k] = scratch[at + k] + (adds ? arena[begin + add + k] : 0);
                }
            }
        }
    }

    private void activate(float[] arena, int at, int filters, int pixels) {
        if (tail.activation() == ActivationKind.NONE) {
            return;
        }
        if (filters == y.channels()) {
            kernels.elements().activate(tail.activation(), tail.alpha(), arena, at, pixels * filters);
            return;
        }
        for (int pixel = 0; pixel < pixels; pixel++) {
            kernels.elements().activate(tail.activation(), tail.alpha(), arena, at + pixel * y.channels(), filters);
        }
    }
}
