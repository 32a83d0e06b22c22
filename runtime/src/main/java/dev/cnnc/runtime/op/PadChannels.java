package dev.cnnc.runtime.op;

import java.util.Arrays;

/**
 * Channels of zeros before and behind those of x: {@code y[i, j, :] = [0 …, x[i, j, :], … 0]}. Behind a max pool of
 * size one with a stride, this is the residual shortcut without parameters, option A of K. He et al.,
 * arXiv:1512.03385.
 */
public final class PadChannels extends ElementwiseOperation {
    private final int before;
    private final int channels;
    private final int total;

    /**
     * @param before channels of zeros before those of x
     * @param after channels of zeros behind them
     */
    public PadChannels(Workspace workspace, Layout x, int before, int after) {
        super(workspace, Math.addExact(x.channels(), Math.addExact(before, after)), x.pixels());
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException("channels to add: " + before + " and " + after);
        }
        this.before = before;
        this.channels = x.channels();
        this.total = before + channels + after;
    }

    @Override
    void forwardRows(int from, int pixels) {
        for (int pixel = from; pixel < from + pixels; pixel++) {
            int out = y + pixel * total;
            Arrays.fill(arena, out, out + before, 0);
            System.arraycopy(arena, x + pixel * channels, arena, out + before, channels);
            Arrays.fill(arena, out + before + channels, out + total, 0);
        }
    }

    @Override
    void backwardRows(int from, int pixels) {
        for (int pixel = from; pixel < from + pixels; pixel++) {
            store(dy + pixel * total + before, dx + pixel * channels, channels, accumulate);
        }
    }
}
