package dev.cnnc.runtime.op;

/**
 * Layer normalisation: the channels of every pixel are brought to mean 0 and variance 1, then
 * {@code y = gamma xhat + beta} with a factor and a summand for each channel. J. Ba, J. Kiros, G. Hinton,
 * arXiv:1607.06450, for each pixel by itself as Z. Liu et al., arXiv:2201.03545, have it. The same in training and
 * inference. Backward reads x and computes means and variances again.
 */
public final class LayerNormalization extends Operation {
    private final int pixels;
    private final int channels;
    private final int perUnit;
    private final float epsilon;
    private final ChannelFactors factors;
    /** Of each unit's channels, the gradients of gamma, then those of beta; made by the first training step. */
    private float[] partial;
    /** Centres of 0, factors and summands of the call under way. */
    private float[] applied;
    private boolean backward;
    private int x;
    private int y;
    private int dx;
    private int dy;
    private boolean accumulate;
    private boolean wanted;

    /** @param epsilon added to the variance */
    public LayerNormalization(Workspace workspace, Layout x, float epsilon) {
        super(workspace);
        this.pixels = x.pixels();
        this.channels = x.channels();
        this.perUnit = perUnit(channels);
        this.epsilon = epsilon;
        this.factors = new ChannelFactors(workspace, channels);
        workspace.reserveScratch(Math.multiplyExact(2 * perUnit, channels) + perUnit);
    }

    /** Prepares a slot for {@link #infer}; gamma and beta, their places in the parameters, may be -1. */
    public void pack(int slot, int gamma, int beta) {
        factors.pack(slot, gamma, beta);
    }

    public void infer(int x, int y, int slot) {
        compute(x, y, factors.packed(slot));
    }

    /** As {@link #infer} with the parameters as they are. */
    public void forward(int x, int y, int gamma, int beta) {
        compute(x, y, factors.learnt(gamma, beta));
    }

    private void compute(int x, int y, float[] applied) {
        this.x = workspace.address(x);
        this.y = workspace.address(y);
        this.applied = applied;
        backward = false;
        launch();
    }

    /** The gradients; reads x. dx may be -1 (not wanted). */
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int gamma, int beta) {
        this.x = workspace.address(x);
        this.dy = workspace.address(dy);
        this.wanted = dx >= 0;
        this.dx = workspace.address(dx);
        this.accumulate = accumulate;
        if (partial == null) {
            int most = units(Math.multiplyExact(pixels, workspace.capacity()), channels);
            partial = new float[Math.multiplyExact(most, 2 * channels)];
        }
        backward = true;
        applied = factors.learnt(gamma, beta);
        launch();
        factors.collect(partial, units(pixels * workspace.count(), channels), gamma, beta);
    }

    private void launch() {
        int all = pixels * workspace.count();
        launch(units(all, channels), (long) all * channels);
    }

    @Override
    public void run(int unit, int worker) {
        int from = unit * perUnit;
        int run = Math.min(perUnit, pixels * workspace.count() - from);
        if (backward) {
            backwardPixels(unit, from * channels, run, workspace.scratch(worker));
        } else {
            for (int p = 0; p < run; p++) {
                standardise(x + (from + p) * channels, arena, y + (from + p) * channels);
            }
            int at = y + from * channels;
            kernels.normalise(arena, at, run, channels, applied, 0, arena, at);
        }
    }

    /** Writes xhat of one pixel; returns what its deviations were multiplied by. */
    private float standardise(int pixel, float[] to, int at) {
        double mean = sum(arena, pixel, channels) / channels;
        // In two steps: the squares of the deviations, not of the numbers, whose difference would lose digits.
        kernels.standardise(arena, pixel, (float) mean, 1, to, at, channels);
        double rounding = (float) mean - mean;
        double variance = squares(to, at, channels) / channels - rounding * rounding;
        float inverse = (float) (1 / Math.sqrt(Math.max(0, variance) + epsilon));
        kernels.standardise(to, at, (float) -rounding, inverse, to, at, channels);
        return inverse;
    }

    private void backwardPixels(int unit, int at, int run, float[] scratch) {
        int n = run * channels;
        int gradients = perUnit * channels;
        int inverses = 2 * gradients;
        for (int p = 0; p < run; p++) {
            scratch[inverses + p] = standardise(x + at + p * channels, scratch, p * channels);
        }
        int mine = unit * 2 * channels;
        kernels.channelDots(arena, dy + at, scratch, 0, run, channels, partial, mine);
        kernels.channelSums(arena, dy + at, run, channels, partial, mine + channels);
        if (!wanted) {
            return;
        }
        kernels.channelScale(arena, dy + at, run, channels, applied, channels, scratch, gradients);
        for (int p = 0; p < run; p++) {
            int g = gradients + p * channels;
            int xhat = p * channels;
            float mean = (float) (sum(scratch, g, channels) / channels);
            float product = (float) (products(scratch, g, xhat, channels) / channels);
            kernels.scaleAdd(scratch, xhat, -product, scratch, g, channels);
            kernels.standardise(scratch, g, mean, scratch[inverses + p], scratch, g, channels);
        }
        if (accumulate) {
            kernels.addTo(scratch, gradients, arena, dx + at, n);
        } else {
            System.arraycopy(scratch, gradients, arena, dx + at, n);
        }
    }

    // Four sums at a time, so that an addition need not wait for the one before it.

    private static double sum(float[] a, int at, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += a[at + i];
            s1 += a[at + i + 1];
            s2 += a[at + i + 2];
            s3 += a[at + i + 3];
        }
        for (; i < n; i++) {
            s0 += a[at + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double squares(float[] a, int at, int n) {
        return products(a, at, at, n);
    }

    private static double products(float[] a, int at, int other, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i < n - 3; i += 4) {
            s0 += (double) a[at + i] * a[other + i];
            s1 += (double) a[at + i + 1] * a[other + i + 1];
            s2 += (double) a[at + i + 2] * a[other + i + 2];
            s3 += (double) a[at + i + 3] * a[other + i + 3];
        }
        for (; i < n; i++) {
            s0 += (double) a[at + i] * a[other + i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
