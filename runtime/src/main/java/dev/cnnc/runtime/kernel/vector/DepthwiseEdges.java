package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;

import dev.cnnc.runtime.kernel.DepthwiseImage;

/** A depthwise product over images whose border of zeros is nowhere in memory, in {@link DepthwisePairs}. */
final class DepthwiseEdges {
    /** A row beyond the edge, read with steps of 0. */
    private static final float[] ZEROS = new float[LANES];

    private DepthwiseEdges() {
    }

    /** Rows {@code from} to {@code to}, at least two, of one vector of channels. */
    static void rows(DepthwiseImage image, int from, int to, float[] x, int x0, float[] w, int w0, float[] y, int y0,
            float low, float high) {
        boolean bounded = low > Float.NEGATIVE_INFINITY || high < Float.POSITIVE_INFINITY;
        boolean asInts = IntBounds.serve(low, high);
        int yRow = image.columns() * image.channels();
        for (int next = from; next < to; next += 2) {
            int row = Math.min(next, to - 2);
            int at = y0 + row * yRow;
            int bad = bounded && !asInts ? 1
                    : pair(image, row, x, x0, w, w0, y, at, IntBounds.low(low), IntBounds.high(high));
            if (bounded && bad != 0) {
                pair(image, row, x, x0, w, w0, y, at, Integer.MIN_VALUE, Integer.MAX_VALUE);
                Clamp.column(y, at, image.channels(), 2 * image.columns(), low, high);
            }
        }
    }

    private static int pair(DepthwiseImage image, int row, float[] x, int x0, float[] w, int w0, float[] y, int at,
            int low, int high) {
        int channels = image.channels();
        int columns = image.columns();
        int xRow = image.width() * channels;
        int other = at + columns * channels;
        boolean top = row == 0;
        int b = x0 + row * image.stride() * xRow;
        if (image.stride() == 2) {
            return DepthwisePairs.two(columns, channels, top ? ZEROS : x, top ? 0 : b - xRow, top ? 0 : channels, x, b,
                    xRow, w, w0, y, at, other, low, high);
        }
        boolean bottom = row + 2 == image.height();
        return DepthwisePairs.one(columns, channels, top ? ZEROS : x, top ? 0 : b - xRow, top ? 0 : channels, x, b,
                xRow, bottom ? ZEROS : x, bottom ? 0 : b + 2 * xRow, bottom ? 0 : channels, w, w0, y, at, other, low,
                high);
    }
}
