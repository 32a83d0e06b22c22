package dev.cnnc.runtime.op;

/** {@code x - log(sum of exp(x))} over the channels of every pixel. Backward reads y. */
public final class LogSoftmax extends ElementwiseOperation {
    private final int channels;

    public LogSoftmax(Workspace workspace, Layout x) {
        super(workspace, x.channels(), x.pixels());
        this.channels = x.channels();
    }

    @Override
    void forwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            int in = x + row * channels;
            int out = y + row * channels;
            float max = kernels.max(arena, in, channels);
            if (in == out) {
                overwrite(in, max);
            } else {
                kernels.expMinus(arena, in, max, arena, out, channels);
                subtract(in, out, max + Math.log(kernels.sum(arena, out, channels)));
            }
        }
    }

    /** Where x is y there is no room for the exponentials. */
    private void overwrite(int at, float max) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += Math.exp(arena[at + c] - (double) max);
        }
        subtract(at, at, max + Math.log(sum));
    }

    private void subtract(int in, int out, double logSum) {
        for (int c = 0; c < channels; c++) {
            arena[out + c] = (float) (arena[in + c] - logSum);
        }
    }

    @Override
    void backwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            int out = y + row * channels;
            int g = dy + row * channels;
            int to = dx + row * channels;
            float sum = (float) kernels.sum(arena, g, channels);
            kernels.expMinus(arena, out, 0, arena, out, channels);
            for (int c = 0; c < channels; c++) {
                float gradient = arena[g + c] - arena[out + c] * sum;
                arena[to + c] = accumulate ? arena[to + c] + gradient : gradient;
            }
        }
    }
}
