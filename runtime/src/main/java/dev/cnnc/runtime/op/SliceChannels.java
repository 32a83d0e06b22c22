package dev.cnnc.runtime.op;

import java.util.Arrays;

/** Some neighbouring channels of every pixel. */
public final class SliceChannels extends ElementwiseOperation {
    private final int channels;
    private final int begin;
    private final int count;

    /**
     * @param begin the first channel that is taken
     * @param count how many are
     */
    public SliceChannels(Workspace workspace, Layout x, int begin, int count) {
        super(workspace, x.channels(), x.pixels());
        if (begin < 0 || count < 1 || begin > x.channels() - count) {
            throw new IllegalArgumentException(count + " channels from " + begin + " of " + x);
        }
        this.channels = x.channels();
        this.begin = begin;
        this.count = count;
    }

    @Override
    void forwardRows(int from, int pixels) {
        for (int pixel = from; pixel < from + pixels; pixel++) {
            System.arraycopy(arena, x + pixel * channels + begin, arena, y + pixel * count, count);
        }
    }

    @Override
    void backwardRows(int from, int pixels) {
        for (int pixel = from; pixel < from + pixels; pixel++) {
            int to = dx + pixel * channels;
            if (!accumulate) {
                Arrays.fill(arena, to, to + begin, 0);
                Arrays.fill(arena, to + begin + count, to + channels, 0);
            }
            store(dy + pixel * count, to + begin, count, accumulate);
        }
    }
}
