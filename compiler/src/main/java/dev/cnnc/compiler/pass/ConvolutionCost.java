package dev.cnnc.compiler.pass;

import java.util.List;

/**
 * What a 3x3 convolution takes, directly and by Winograd's algorithm, in cycles of one core with vectors of 16 floats.
 * The constants are fitted to measurements, see {@code docs/kernels.md}; only ratios matter.
 *
 * @param images  computed with the same weights
 * @param height  of the output
 * @param width   of the output
 * @param packing whether the weights are transformed for these images alone, as in a step of training
 */
record ConvolutionCost(long images, long height, long width, long channels, long filters, boolean packing) {

    /** No tile: the convolution is computed directly. */
    static final int DIRECT = 0;

    private static final int LANES = 16;
    /**
     * Less than this is not worth the larger rounding errors and the memory for the transformed weights; nor in
     * training, which carries the errors on.
     */
    private static final double GAIN = 0.95;
    private static final double TRAINING_GAIN = 0.75;
    /** Multiplications a cycle in a register tile. */
    private static final double MACS = 29;
    /** For a vector of channels or of filters of a tile: the transforms of 4x4 numbers, and of 6x6. */
    private static final double TRANSFORM_2 = 95;
    private static final double TRANSFORM_4 = 280;
    /** For every register tile: to begin and to end it. */
    private static final double CALL = 150;
    /** A half panel of filters, which is one vector, takes so much of a whole one's time for a term, and to begin. */
    private static final double HALF_PANEL = 0.75;
    private static final double CALL_OF_HALF = 300;
    /** Bytes of weights a cycle: from the caches, and from the memory if they are so large. */
    private static final double BYTES_CACHED = 40;
    private static final double BYTES = 4;
    private static final double LARGE = 8 << 20;
    /** Beyond these, the transformed weights or the memory of a thread would take hundreds of megabytes. */
    private static final long MOST_FACTORS = 1 << 26;
    private static final long MOST_CHANNELS = 1 << 13;

    /** The tile with which all of these together take the least time: 2, 4, or {@link #DIRECT}. */
    static int bestTile(List<ConvolutionCost> costs) {
        double direct = costs.stream().mapToDouble(ConvolutionCost::direct).sum();
        double two = costs.stream().mapToDouble(cost -> cost.winograd(2)).sum();
        double four = costs.stream().mapToDouble(cost -> cost.winograd(4)).sum();
        double gain = costs.get(0).packing ? TRAINING_GAIN : GAIN;
        double least = Math.min(direct * gain, Math.min(two, four));
        return least == four ? 4 : least == two ? 2 : DIRECT;
    }

    private double direct() {
        return cycles(images * height * width, 1, 9 * channels, filters);
    }

    private double winograd(int tile) {
        long elements = (tile + 2L) * (tile + 2);
        if (channels + filters > MOST_CHANNELS || elements * channels * filters > MOST_FACTORS) {
            return Double.POSITIVE_INFINITY;
        }
        long tiles = images * ((height + tile - 1) / tile) * ((width + tile - 1) / tile);
        double vectors = (double) (whole(channels, LANES) + whole(filters, LANES)) / LANES;
        return cycles(tiles, elements, channels, filters) + tiles * vectors * (tile == 4 ? TRANSFORM_4 : TRANSFORM_2)
                + (packing ? weights(elements, channels, filters) : 0);
    }

    /** Products of a matrix of rows by terms with one of terms by filters; the weights are read while they last. */
    private static double cycles(long rows, long products, long terms, long filters) {
        long rest = filters % (2 * LANES);
        double term = 14.0 * 2 * LANES / MACS;
        double whole = (filters / (2 * LANES) + (rest > LANES ? 1 : 0)) * (terms * term + CALL);
        double half = rest > 0 && rest <= LANES ? terms * term * HALF_PANEL + CALL_OF_HALF : 0;
        return products * computed(rows) / 14.0 * (whole + half) + weights(products, terms, filters);
    }

    /** To read the packed weights, or to write them. */
    private static double weights(long products, long terms, long filters) {
        double bytes = (double) products * terms * filters * Float.BYTES;
        return bytes / (bytes > LARGE ? BYTES : BYTES_CACHED);
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
