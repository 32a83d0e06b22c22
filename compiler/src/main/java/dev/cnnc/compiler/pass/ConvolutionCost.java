package dev.cnnc.compiler.pass;

/**
 * What a 3x3 convolution of one image takes, directly and by Winograd's algorithm, in cycles of one core with vectors
 * of 16 floats. The constants are fitted to measurements, see {@code docs/kernels.md}; only ratios matter.
 *
 * @param height of the output
 * @param width  of the output
 */
record ConvolutionCost(long height, long width, long channels, long filters) {

    /** No tile: the convolution is computed directly. */
    static final int DIRECT = 0;

    private static final int LANES = 16;
    /** Less than this is not worth the larger rounding errors and the memory for the transformed weights. */
    private static final double GAIN = 0.95;
    /** Multiplications a cycle in a register tile. */
    private static final double MACS = 29;
    /** For a vector of channels or of filters of a tile: the transforms of 4x4 numbers, and of 6x6. */
    private static final double TRANSFORM_2 = 95;
    private static final double TRANSFORM_4 = 280;
    /** For every register tile: to begin and to end it. */
    private static final double CALL = 150;
    /** What a half panel of filters takes of the time of a whole one, which is two vectors. */
    private static final double HALF_PANEL = 0.8;
    /** Bytes of weights a cycle: from the caches, and from the memory if they are so large. */
    private static final double BYTES_CACHED = 40;
    private static final double BYTES = 4;
    private static final double LARGE = 8 << 20;
    /** Beyond these, the transformed weights or the memory of a thread would take hundreds of megabytes. */
    private static final long MOST_FACTORS = 1 << 26;
    private static final long MOST_CHANNELS = 1 << 13;

    /** The tile that takes the least time: 2, 4, or {@link #DIRECT}. */
    int bestTile() {
        double two = winograd(2);
        double four = winograd(4);
        double least = Math.min(direct() * GAIN, Math.min(two, four));
        return least == four ? 4 : least == two ? 2 : DIRECT;
    }

    double direct() {
        return cycles(height * width, 1, 9 * channels, filters);
    }

    double winograd(int tile) {
        long elements = (tile + 2L) * (tile + 2);
        if (channels + filters > MOST_CHANNELS || elements * channels * filters > MOST_FACTORS) {
            return Double.POSITIVE_INFINITY;
        }
        long tiles = ((height + tile - 1) / tile) * ((width + tile - 1) / tile);
        double vectors = (double) (whole(channels, LANES) + whole(filters, LANES)) / LANES;
        return cycles(tiles, elements, channels, filters) + tiles * vectors * (tile == 4 ? TRANSFORM_4 : TRANSFORM_2);
    }

    /** Products of a matrix of rows by terms with one of terms by filters; the weights are read while they last. */
    private static double cycles(long rows, long products, long terms, long filters) {
        long half = filters % (2 * LANES);
        double panels = filters / (2 * LANES) + (half == 0 ? 0 : half <= LANES ? HALF_PANEL : 1);
        double registerTiles = products * computed(rows) / 14.0 * panels;
        double weights = (double) products * terms * filters * Float.BYTES;
        return registerTiles * (terms * 14.0 * 2 * LANES / MACS + CALL)
                + weights / (weights > LARGE ? BYTES : BYTES_CACHED);
    }

    /** Rows with those that register tiles of 14, 9 and 8 compute twice, or could. */
    private static long computed(long rows) {
        long rest = rows % 14;
        long inTiles = rest == 9 ? 9 : rest > 9 ? 14 : rest > 4 || rest > 0 && rows < 14 ? 8 : whole(rest, 2);
        return rows - rest + inTiles;
    }

    private static long whole(long count, long of) {
        return (count + of - 1) / of * of;
    }
}
