package dev.cnnc.runtime.op;

/** {@code exp(x) / sum of exp(x)} over the channels of every pixel. Backward reads y. */
public final class Softmax extends ElementwiseOperation {
    private final int channels;

    public Softmax(Workspace workspace, Layout x) {
        super(workspace, x.channels(), x.pixels());
        this.channels = x.channels();
    }

    @Override
    void forwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            int in = x + row * channels;
            int out = y + row * channels;
            // The largest input becomes exp(0), so that nothing overflows and the sum is at least 1.
            kernels.expMinus(arena, in, kernels.max(arena, in, channels), arena, out, channels);
            float factor = (float) (1 / kernels.sum(arena, out, channels));
            kernels.scale(arena, out, factor, arena, out, channels);
        }
    }

    @Override
    void backwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            int out = y + row * channels;
            int g = dy + row * channels;
            int to = dx + row * channels;
            float mean = (float) kernels.dot(arena, out, arena, g, channels);
            for (int c = 0; c < channels; c++) {
                float gradient = arena[out + c] * (arena[g + c] - mean);
                arena[to + c] = accumulate ? arena[to + c] + gradient : gradient;
            }
        }
    }
}
