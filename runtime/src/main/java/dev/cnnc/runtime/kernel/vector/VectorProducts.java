package dev.cnnc.runtime.kernel.vector;

import dev.cnnc.runtime.kernel.DepthwiseImage;
import dev.cnnc.runtime.kernel.Product;
import dev.cnnc.runtime.kernel.ProductKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products in register tiles: a tile holds some rows by two vectors (or one) of results in registers through the whole
 * sum, so that a term costs two loads of B and one broadcast of A a row.
 *
 * <p>A tile is one method with every accumulator a local variable. It is shared by all layers, so it is compiled once,
 * and these keep the compilers able to do it: its loops run at least once, since C2 boxes a vector that meets the phi
 * of a loop that may be empty; no vector depends on a branch; results are stored in the method itself; and a tile does
 * nothing else, because C1 gives up on a method with many more calls (and what C1 gives up on, C2 may never see).
 */
public final class VectorProducts extends ProductKernels {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** AVX2 has 16 registers, AVX-512 and NEON 32: six rows by two vectors fill the former, fourteen the latter. */
    private static final boolean SIXTEEN_REGISTERS = SPECIES.vectorBitSize() == 256;
    private static final RowTiles WIDE_TILES =
            SIXTEEN_REGISTERS ? new RowTiles(2, 6, 4, 2, 1) : new RowTiles(2, 14, 9, 8, 4, 2, 1);
    private static final RowTiles NARROW_TILES = new RowTiles(1, 14, 8, 4, 1);
    /** A shorter run is not worth beginning. */
    private static final int FEWEST_TERMS = 4;
    /** For sums of a single run, see {@link #runs}. */
    private static final RowTiles SINGLE_TILES = SIXTEEN_REGISTERS ? WIDE_TILES : new RowTiles(2, 9, 8, 4, 2, 1);

    @Override
    public int panel() {
        return 2 * LANES;
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public int width(int columns) {
        return columns <= LANES ? LANES : 2 * LANES;
    }

    /**
     * So many that {@link EvenTile} serves, and at least two runs in all, where that can be. Where no product of a
     * program ever has two runs, C2 on JDK 17 drops the loop over runs from the largest register tile, and then keeps
     * some of its sums in memory, in every other process, which take four times as long.
     */
    @Override
    public int runs(int stretches, int terms) {
        int least = stretches > 1 ? 1 : 2;
        for (int parts = least; parts <= terms / FEWEST_TERMS; parts++) {
            if (terms % parts == 0 && terms / parts <= EvenTile.MOST_TERMS) {
                return parts;
            }
        }
        return terms % least == 0 ? least : 1;
    }

    @Override
    public void multiply(Product product, int runs, int length, int row, int rows, int columns, float[] a, int a0,
            float[] b, int b0, float[] init, int init0, boolean perRow, float[] c, int c0, float low, float high) {
        boolean narrow = columns <= LANES;
        RowTiles tiles = narrow ? NARROW_TILES : perRow && runs == 1 ? SINGLE_TILES : WIDE_TILES;
        int mask = perRow ? -1 : 0;
        int done = 0;
        while (done < rows) {
            int tile = tiles.next(rows - done, rows, !perRow);
            int from = Math.min(done, rows - tile);
            int first = row + from;
            int even = tile == 14 && !perRow
                    ? even(narrow, 14 * tiles.largest(rows - done), product, runs, length, first, a, a0, b, b0, init,
                            init0, c, c0, low, high)
                    : 0;
            if (even > 0) {
                tile = even;
            } else if (narrow) {
                narrow(tile, product, runs, length, first, a, a0, b, b0, init, init0, mask, c, c0, low);
                if (high < Float.POSITIVE_INFINITY) {
                    Clamp.one(c, c0, product.cRows(), first, tile, high);
                }
            } else if (tile == 14) {
                fourteen(product, runs, length, first, a, a0, b, b0, init, init0, perRow, c, c0, low, high);
            } else {
                wide(tile, product, runs, length, first, a, a0, b, b0, init, init0, mask, c, c0);
                if (low > Float.NEGATIVE_INFINITY || high < Float.POSITIVE_INFINITY) {
                    Clamp.two(c, c0, product.cRows(), first, tile, low, high);
                }
            }
            done = from + tile;
        }
    }

    private static void fourteen(Product p, int runs, int length, int row, float[] a, int a0, float[] b, int b0,
            float[] init, int init0, boolean perRow, float[] c, int c0, float low, float high) {
        if (perRow) {
            FourteenRowSum.two(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0, p.bStep(),
                    init, init0, c, c0, p.cRows(), low);
        } else {
            FourteenRowTile.two(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0, p.bStep(),
                    init, init0, c, c0, p.cRows(), low);
        }
        if (high < Float.POSITIVE_INFINITY && low >= 0 && high >= 0) {
            Clamp.upper(c, c0, p.cRows(), row, 14, high);
        } else if (high < Float.POSITIVE_INFINITY) {
            Clamp.two(c, c0, p.cRows(), row, 14, low, high);
        }
    }

    /** Tiles of evenly spaced rows, for at most {@code most} rows; returns for how many, 0 if they do not serve. */
    private static int even(boolean narrow, int most, Product p, int runs, int length, int row, float[] a, int a0,
            float[] b, int b0, float[] bias, int bias0, float[] c, int c0, float low, float high) {
        int rows = narrow ? NarrowEvenTile.ROWS : 14;
        int tiles = Math.min(most, p.stretch() - row % p.stretch()) / rows;
        if (SIXTEEN_REGISTERS || tiles == 0 || length > EvenTile.MOST_TERMS || !IntBounds.serve(low, high)) {
            return 0;
        }
        int from = a0 + p.aRows()[row];
        int to = c0 + p.cRows()[row];
        int aRow = p.aRows()[row + 1] - p.aRows()[row];
        int cRow = p.cRows()[row + 1] - p.cRows()[row];
        int lowest = IntBounds.low(low);
        int highest = IntBounds.high(high);
        int bad = 0;
        for (int tile = 0; tile < tiles; tile++) {
            bad |= narrow
                    ? NarrowEvenTile.one(a, from, aRow, p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0, p.bStep(),
                            bias, bias0, c, to, cRow, lowest, highest)
                    : EvenTile.two(a, from, aRow, p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0, p.bStep(), bias,
                            bias0, c, to, cRow, lowest, highest);
            from += rows * aRow;
            to += rows * cRow;
        }
        boolean unbounded = low == Float.NEGATIVE_INFINITY && high == Float.POSITIVE_INFINITY;
        return bad == 0 || unbounded ? rows * tiles : 0;
    }

    private static void wide(int tile, Product p, int runs, int length, int row, float[] a, int a0, float[] b, int b0,
            float[] init, int init0, int mask, float[] c, int c0) {
        switch (tile) {
            case 9 -> NineRowTile.two(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows());
            case 8 -> EightRowTile.two(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows());
            case 6 -> SixRowTile.two(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows());
            case 4 -> FourRowTile.two(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows());
            case 2 -> TwoRowTile.two(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows());
            default -> OneRowTile.two(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows());
        }
    }

    private static void narrow(int tile, Product p, int runs, int length, int row, float[] a, int a0, float[] b, int b0,
            float[] init, int init0, int mask, float[] c, int c0,
            float low) {
        switch (tile) {
            case 14 -> FourteenRowTile.one(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows(), low);
            case 8 -> EightRowTile.one(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows(), low);
            case 4 -> FourRowTile.one(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows(), low);
            default -> OneRowTile.one(row, a, a0, p.aRows(), p.aRuns(), p.bRuns(), runs, length, p.aStep(), b, b0,
                    p.bStep(), init, init0, mask, c, c0, p.cRows(), low);
        }
    }

    @Override
    public void fetch(float[] start, int from, int count, float[] sum, int at) {
        Fetching.lines(start, from, count, sum, at);
    }

    @Override
    public void multiplyPooled(Product p, int runs, int length, int row, int rows, int right, int down, float[] a,
            int a0, float[] b, int b0, float[] init, int init0, float[] c, int c0, float low, float high) {
        int done = 0;
        while (done < rows) {
            if (rows < 3 || rows - done == 1 || SIXTEEN_REGISTERS) {
                PooledTile.one(row + done, a, a0, p.aRows(), right, down, p.aRuns(), p.bRuns(), runs, length, p.aStep(),
                        b, b0, p.bStep(), init, init0, c, c0, p.cRows(), low);
                done++;
            } else {
                int from = Math.min(done, rows - 3);
                PooledTile.three(row + from, a, a0, p.aRows(), right, down, p.aRuns(), p.bRuns(), runs, length,
                        p.aStep(), b, b0, p.bStep(), init, init0, c, c0, p.cRows(), low);
                done = from + 3;
            }
        }
        if (high < Float.POSITIVE_INFINITY) {
            Clamp.two(c, c0, p.cRows(), row, rows, low, high);
        }
    }

    @Override
    public void multiplyRow(Product product, int runs, int length, int row, int panels, int stride, float[] a, int a0,
            float[] b, int bias, float[] c, int c0, float low, float high) {
        int last = panels - 1;
        for (int panel = 0; panel < panels; panel += 4) {
            // Where fewer than four are left, the last is computed more than once.
            int two = Math.min(panel + 1, last);
            int three = Math.min(panel + 2, last);
            int four = Math.min(panel + 3, last);
            OneRowTile.eight(a, a0 + product.aRows()[row], product.aRuns(), product.bRuns(), runs, length,
                    product.aStep(), b, bias + panel * stride, bias + two * stride, bias + three * stride,
                    bias + four * stride, product.bStep(), c, c0 + panel * 2 * LANES, c0 + two * 2 * LANES,
                    c0 + three * 2 * LANES, c0 + four * 2 * LANES);
        }
        if (low > Float.NEGATIVE_INFINITY || high < Float.POSITIVE_INFINITY) {
            Clamp.row(c, c0, panels * 2 * LANES, low, high);
        }
    }

    @Override
    public void finish(int[] cRows, int row, int rows, int columns, float[] bias, int bias0, float[] c, int c0,
            float low, float high) {
        for (int column = 0; column < columns; column += LANES) {
            Clamp.plus(bias, bias0 + column, c, c0 + column, cRows, row, rows, low, high);
        }
    }

    @Override
    public void addStaged(float[] stage, int from, int[] cRows, int row, int rows, int columns, float[] c, int c0,
            int add, float low, float high) {
        if (columns < LANES) {
            super.addStaged(stage, from, cRows, row, rows, columns, c, c0, add, low, high);
        } else {
            Clamp.sum(stage, from, cRows, row, rows, columns - LANES, c, c0, add, low, high);
        }
    }

    @Override
    public void addColumnSums(float[] matrix, int from, int stride, int rows, int columns, float[] sums, int to) {
        for (int column = 0; column < columns; column += LANES) {
            ColumnSums.add(matrix, from + column, stride, rows, sums, to + column);
        }
    }

    @Override
    public void depthwise(int rows, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] w, int w0,
            float[] y, int y0, int[] yRows, float low, float high) {
        for (int channel = 0; channel < channels; channel += LANES) {
            int row = 0;
            while (row < rows) {
                if (rows >= DepthwiseTiles.ROWS) {
                    int m = Math.min(row, rows - DepthwiseTiles.ROWS);
                    DepthwiseTiles.rows(m, channels, x, x0 + channel, xRows, taps, w, w0 + channel, y, y0 + channel,
                            yRows, low, high);
                    row = m + DepthwiseTiles.ROWS;
                } else {
                    DepthwiseTiles.row(row, channels, x, x0 + channel, xRows, taps, w, w0 + channel, y, y0 + channel,
                            yRows, low, high);
                    row++;
                }
            }
        }
    }

    @Override
    public void depthwiseThree(int rows, int columns, int channels, float[] x, int x0, int xRow, int xStep, int stride,
            float[] w, int w0, float[] y, int y0, int yRow, int yColumn, float low, float high) {
        for (int channel = 0; channel < channels; channel += LANES) {
            if (stride == 1) {
                DepthwiseRows.one(rows, columns, channels, x, x0 + channel, xRow, xStep, w, w0 + channel, y,
                        y0 + channel, yRow, yColumn, low, high);
            } else {
                DepthwiseRows.two(rows, columns, channels, x, x0 + channel, xRow, xStep, w, w0 + channel, y,
                        y0 + channel, yRow, yColumn, low, high);
            }
        }
    }

    @Override
    public void depthwise(DepthwiseImage image, int from, int to, float[] x, int x0, float[] w, int w0, float[] y,
            int y0, float low, float high) {
        for (int channel = 0; channel < image.channels(); channel += LANES) {
            DepthwiseEdges.rows(image, from, to, x, x0 + channel, w, w0 + channel, y, y0 + channel, low, high);
        }
    }

    @Override
    public void depthwiseWeights(int rows, int channels, float[] x, int x0, int[] xRows, int[] taps, float[] dy,
            int dy0, int[] dyRows, float[] dw, int dw0) {
        for (int channel = 0; channel < channels; channel += LANES) {
            int from = x0 + channel;
            int gradient = dy0 + channel;
            int to = dw0 + channel;
            int tap = 0;
            for (; tap + 9 <= taps.length; tap += 9) {
                DepthwiseTiles.nineWeights(rows, tap, channels, x, from, xRows, taps, dy, gradient, dyRows, dw, to);
            }
            for (; tap + 5 <= taps.length; tap += 5) {
                DepthwiseTiles.fiveWeights(rows, tap, channels, x, from, xRows, taps, dy, gradient, dyRows, dw, to);
            }
            for (; tap < taps.length; tap++) {
                DepthwiseTiles.oneWeight(rows, tap, channels, x, from, xRows, taps, dy, gradient, dyRows, dw, to);
            }
        }
    }
}
