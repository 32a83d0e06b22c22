package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Product;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Consecutive rows of the weight gradient's product; row {@code tap * channels + c} is one input channel of one element
 * of the kernel.
 *
 * @param product   of these rows with a panel of filters; a run is a line of output pixels, see {@link #lines}
 * @param first     the first row
 * @param rows      how many
 * @param firstLine the first line of output pixels for which these elements of the kernel meet the input
 * @param lines     how many such lines
 * @param length    pixels of such a line
 * @param aStep     from one line of pixels to the next in the input
 */
record WeightBlock(Product product, int first, int rows, int firstLine, int lines, int length, int aStep) {
    /** Fewer channels than this leave a register tile half empty. */
    static final int FEW_CHANNELS = 8;
    static final int MOST_ROWS = 112;
    /** Lines of fewer pixels are no better than rows. */
    private static final int SHORTEST_LINE = 8;

    /**
     * Into how many lines an image's output pixels are cut: its rows, or where the input of all pixels is equally far
     * apart, so that rows are nothing to keep to, as few as have at most {@code longest} pixels.
     */
    static int lines(ConvolutionShape shape, Border border, int longest) {
        int pixels = shape.y().pixels();
        for (int lines = ceilDiv(pixels, longest); even(shape, border) && lines * SHORTEST_LINE <= pixels; lines++) {
            if (pixels % lines == 0) {
                return lines;
            }
        }
        return shape.y().height();
    }

    private static boolean even(ConvolutionShape shape, Border border) {
        return shape.y().width() * step(shape) == shape.strideHeight() * border.rowStride();
    }

    private static int step(ConvolutionShape shape) {
        return shape.strideWidth() * shape.x().channels();
    }

    /** Blocks that cross elements of the kernel; the input has its border. */
    static WeightBlock[] together(ConvolutionShape shape, Border border, int images, int lines, int panel) {
        Layout y = shape.y();
        int channels = shape.channels();
        int[] offsets = new int[shape.taps() * channels];
        for (int k = 0; k < offsets.length; k++) {
            int tap = k / channels;
            offsets[k] = tap / shape.kernelWidth() * shape.dilationHeight() * border.rowStride()
                    + tap % shape.kernelWidth() * shape.dilationWidth() * shape.x().channels() + k % channels;
        }
        int length = y.pixels() / lines;
        int step = step(shape);
        int aStep = even(shape, border) ? length * step : shape.strideHeight() * border.rowStride();
        int[] aRuns = new int[images * lines];
        int[] bRuns = new int[aRuns.length];
        for (int run = 0; run < aRuns.length; run++) {
            aRuns[run] = run / lines * border.imageStride() + run % lines * aStep;
            bRuns[run] = run * length * y.channels();
        }
        List<WeightBlock> blocks = new ArrayList<>();
        for (int from = 0; from < offsets.length; from += MOST_ROWS) {
            int[] rows = Arrays.copyOfRange(offsets, from, Math.min(offsets.length, from + MOST_ROWS));
            blocks.add(new WeightBlock(product(rows, aRuns, bRuns, step, y, panel), from, rows.length, 0, lines,
                    length, aStep));
        }
        return blocks.toArray(WeightBlock[]::new);
    }

    /** Blocks of one element of the kernel, whose runs are the output pixels for which it meets the input. */
    static WeightBlock[] perTap(ConvolutionShape shape, int images, int panel) {
        Layout x = shape.x();
        Layout y = shape.y();
        int channels = shape.channels();
        int[] offsets = new int[channels];
        for (int c = 0; c < channels; c++) {
            offsets[c] = c;
        }
        int step = step(shape);
        List<WeightBlock> blocks = new ArrayList<>();
        for (int tap = 0; tap < shape.taps(); tap++) {
            int down = tap / shape.kernelWidth() * shape.dilationHeight() - shape.padTop();
            int right = tap % shape.kernelWidth() * shape.dilationWidth() - shape.padLeft();
            int firstRow = Math.max(0, ceilDiv(-down, shape.strideHeight()));
            int lastRow = Math.min(y.height() - 1, Math.floorDiv(x.height() - 1 - down, shape.strideHeight()));
            int firstColumn = Math.max(0, ceilDiv(-right, shape.strideWidth()));
            int lastColumn = Math.min(y.width() - 1, Math.floorDiv(x.width() - 1 - right, shape.strideWidth()));
            int length = lastColumn - firstColumn + 1;
            int runs = length <= 0 ? 0 : Math.max(0, lastRow - firstRow + 1);
            int[] aRuns = new int[images * runs];
            int[] bRuns = new int[aRuns.length];
            for (int run = 0; run < aRuns.length; run++) {
                int row = firstRow + run % runs;
                aRuns[run] = run / runs * x.imageStride() + (row * shape.strideHeight() + down) * x.rowStride()
                        + firstColumn * step + right * x.channels();
                bRuns[run] = run / runs * y.imageStride() + row * y.rowStride() + firstColumn * y.channels();
            }
            for (int from = 0; from < channels; from += MOST_ROWS) {
                int[] rows = Arrays.copyOfRange(offsets, from, Math.min(channels, from + MOST_ROWS));
                blocks.add(new WeightBlock(product(rows, aRuns, bRuns, step, y, panel), tap * channels + from,
                        rows.length, firstRow, runs, length, shape.strideHeight() * x.rowStride()));
            }
        }
        return blocks.toArray(WeightBlock[]::new);
    }

    private static Product product(int[] aRows, int[] aRuns, int[] bRuns, int step, Layout y, int panel) {
        int[] cRows = new int[aRows.length];
        for (int row = 0; row < cRows.length; row++) {
            cRows[row] = row * panel;
        }
        return new Product(aRows, cRows, aRuns, bRuns, step, y.channels());
    }

    private static int ceilDiv(int a, int b) {
        return -Math.floorDiv(-a, b);
    }
}
