package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Product;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Consecutive rows of the weight gradient's product; row {@code tap * channels + c} is one input channel of one element
 * of the kernel.
 *
 * @param product  of these rows with a panel of filters; a run is a row of output pixels, or with {@code merged} an
 *                 image
 * @param first    the first row
 * @param rows     how many
 * @param firstRow the first row of output pixels for which these elements of the kernel meet the input
 * @param height   how many such rows
 * @param length   pixels of such a row
 * @param merged   whether the pixels of all rows are equally far apart, so that they make one run
 * @param aStep    from one row of pixels to the next in the input
 */
record WeightBlock(Product product, int first, int rows, int firstRow, int height, int length, boolean merged,
        int aStep) {
    /** Fewer channels than this leave a register tile half empty. */
    static final int FEW_CHANNELS = 8;
    static final int MOST_ROWS = 112;

    /** Blocks that cross elements of the kernel; the input has its border. */
    static WeightBlock[] together(ConvolutionShape shape, Border border, int images, int panel) {
        Layout y = shape.y();
        int channels = shape.channels();
        int[] offsets = new int[shape.taps() * channels];
        for (int k = 0; k < offsets.length; k++) {
            int tap = k / channels;
            offsets[k] = tap / shape.kernelWidth() * shape.dilationHeight() * border.rowStride()
                    + tap % shape.kernelWidth() * shape.dilationWidth() * shape.x().channels() + k % channels;
        }
        int step = shape.strideWidth() * shape.x().channels();
        int rowStep = shape.strideHeight() * border.rowStride();
        boolean merged = y.width() * step == rowStep;
        int runs = merged ? 1 : y.height();
        int[] aRuns = new int[images * runs];
        int[] bRuns = new int[aRuns.length];
        for (int run = 0; run < aRuns.length; run++) {
            aRuns[run] = run / runs * border.imageStride() + run % runs * rowStep;
            bRuns[run] = run / runs * y.imageStride() + run % runs * y.rowStride();
        }
        List<WeightBlock> blocks = new ArrayList<>();
        for (int from = 0; from < offsets.length; from += MOST_ROWS) {
            int[] rows = Arrays.copyOfRange(offsets, from, Math.min(offsets.length, from + MOST_ROWS));
            blocks.add(new WeightBlock(product(rows, aRuns, bRuns, step, y, panel), from, rows.length, 0, y.height(),
                    y.width(), merged, rowStep));
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
        int step = shape.strideWidth() * x.channels();
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
                        rows.length, firstRow, runs, length, false, shape.strideHeight() * x.rowStride()));
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
