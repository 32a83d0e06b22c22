package dev.cnnc.runtime.op;

/**
 * The pixels of a batch, cut into runs that a worker goes through at a time. How they are cut depends on sizes alone.
 *
 * <p>Pixels that fill no whole vectors are taken several at a time, as one wide pixel: three floats of 16 pixels are 48
 * floats of one. What holds a number for each channel then repeats them, see {@link #spread}.
 *
 * @param pixels wide pixels of an image
 * @param channels of a pixel as it is
 * @param group pixels in a wide one
 */
record PixelRuns(int pixels, int channels, int group) {
    /** At least so many wide pixels a run, so that what is kept of each run stays small beside the tensor. */
    private static final int LEAST = 128;
    /** Floats of a run, about: 16 KiB of a tensor, so that a second look at a few of them finds them in the cache. */
    private static final int FLOATS = 4 * 1024;
    /** The most lanes of a vector, as a power of two. */
    private static final int LANES = 4;

    static PixelRuns of(Layout x) {
        int group = 1 << LANES >> Math.min(LANES, Integer.numberOfTrailingZeros(x.channels()));
        return x.pixels() % group == 0
                ? new PixelRuns(x.pixels() / group, x.channels(), group)
                : new PixelRuns(x.pixels(), x.channels(), 1);
    }

    /** Floats of a wide pixel. */
    int width() {
        return group * channels;
    }

    /** Wide pixels of every run but the last. */
    int length() {
        return Math.max(LEAST, FLOATS / width());
    }

    /** How many runs there are. */
    int count(int images) {
        return (Math.multiplyExact(pixels, images) + length() - 1) / length();
    }

    /** Where a run begins, in floats. */
    int at(int run) {
        return run * length() * width();
    }

    /** Wide pixels of a run. */
    int length(int run, int images) {
        return Math.min(length(), pixels * images - run * length());
    }

    /** Repeats a row of numbers, one a channel, for all pixels of a wide one. */
    void spread(float[] numbers, int row) {
        for (int c = channels; c < width(); c++) {
            numbers[row * width() + c] = numbers[row * width() + c - channels];
        }
    }
}
