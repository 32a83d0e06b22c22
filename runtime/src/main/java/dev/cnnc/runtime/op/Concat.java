package dev.cnnc.runtime.op;

/**
 * One arm of a concatenation along the channels: writes its channels into y, which other arms fill up. Backward reads
 * this arm's part of dy.
 */
public final class Concat extends ElementwiseOperation {
    private final int channels;
    private final int total;
    private final int offset;

    /**
     * @param arm the part; as high and as wide as the whole
     * @param y the whole
     * @param channelOffset where in a pixel of y the arm's channels begin
     */
    public Concat(Workspace workspace, Layout arm, Layout y, int channelOffset) {
        super(workspace, arm.channels(), arm.pixels());
        if (arm.height() != y.height() || arm.width() != y.width() || channelOffset < 0
                || channelOffset > y.channels() - arm.channels()) {
            throw new IllegalArgumentException(arm + " does not fit into " + y + " at channel " + channelOffset);
        }
        this.channels = arm.channels();
        this.total = y.channels();
        this.offset = channelOffset;
    }

    @Override
    void forwardRows(int from, int pixels) {
        for (int pixel = from; pixel < from + pixels; pixel++) {
            System.arraycopy(arena, x + pixel * channels, arena, y + pixel * total + offset, channels);
        }
    }

    @Override
    void backwardRows(int from, int pixels) {
        for (int pixel = from; pixel < from + pixels; pixel++) {
            store(dy + pixel * total + offset, dx + pixel * channels, channels, accumulate);
        }
    }
}
