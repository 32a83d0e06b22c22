package dev.cnnc.runtime.op;

import java.util.Arrays;

/**
 * Batch normalisation over the channels: {@code y = gamma (x - mean) / sqrt(variance + epsilon) + beta};
 * S. Ioffe and C. Szegedy, arXiv:1502.03167. Training normalises with the batch's mean and biased variance and moves
 * the running ones towards the batch's mean and unbiased variance, as PyTorch does.
 *
 * <p>Means and squared deviations are computed for runs of pixels and put together in double precision in the order of
 * the runs; T. Chan, G. Golub, R. LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances"
 * (1979).
 */
public final class BatchNormalization extends Operation {
    private enum Phase { STATISTICS, NORMALISE, SUMS, GRADIENT }

    /** At least so many pixels a run, so that the partial sums stay small beside the tensor. */
    private static final int LEAST_PIXELS = 128;

    private final int pixels;
    private final int channels;
    private final int runPixels;
    private final float epsilon;
    private final float momentum;
    /** Of each run, the channels': means, sums of deviations or gradients, sums of squares or products. */
    private float[] partial;
    private double[] mean;
    private double[] inverseDeviation;
    private double[] sums;
    private double[] secondSums;
    /** Of each channel, as the kernels take them: centre, then the factors of the training pass under way. */
    private float[] factors;
    /** The factors that a normalising pass applies: those of training or a packed slot. */
    private float[] applied;
    private Phase phase;
    private int x;
    private int y;
    private int dx;
    private int dy;
    private boolean accumulate;

    /**
     * @param epsilon added to the variance
     * @param momentum the weight of the old running values, 0.9 in PyTorch's default (there written 0.1)
     */
    public BatchNormalization(Workspace workspace, Layout x, float epsilon, float momentum) {
        super(workspace);
        this.pixels = x.pixels();
        this.channels = x.channels();
        this.runPixels = Math.max(LEAST_PIXELS, UNIT / channels);
        this.epsilon = epsilon;
        this.momentum = momentum;
    }

    /** Prepares a slot for {@link #infer}; gamma and beta may be -1. */
    public void pack(int slot, int gamma, int beta, int mean, int variance) {
        float[] state = workspace.state();
        float[] packed = new float[Math.multiplyExact(3, channels)];
        for (int c = 0; c < channels; c++) {
            packed[c] = state[mean + c];
            packed[channels + c] = scale(gamma, variance, c);
            packed[2 * channels + c] = beta < 0 ? 0 : workspace.parameters()[beta + c];
        }
        workspace.packed()[slot] = packed;
    }

    /** Normalises with the running values. x may be y. */
    public void infer(int x, int y, int slot) {
        this.x = workspace.address(x);
        this.y = workspace.address(y);
        applied = workspace.packed()[slot];
        launch(Phase.NORMALISE);
    }

    /** Normalises with the batch's values and moves the running ones; gamma and beta may be -1. */
    public void forward(int x, int y, int gamma, int beta, int mean, int variance) {
        allocate();
        this.x = workspace.address(x);
        this.y = workspace.address(y);
        launch(Phase.STATISTICS);
        combineStatistics(mean, variance);
        for (int c = 0; c < channels; c++) {
            factors[c] = (float) this.mean[c];
            factors[channels + c] = (float) (gamma(gamma, c) * inverseDeviation[c]);
            factors[2 * channels + c] = (float) (beta(beta, c) + (factors[c] - this.mean[c]) * factors[channels + c]);
        }
        applied = factors;
        launch(Phase.NORMALISE);
    }

    /** Normalises with the running values and leaves them as they are; gamma and beta may be -1. */
    public void forwardFrozen(int x, int y, int gamma, int beta, int mean, int variance) {
        if (factors == null) {
            factors = new float[4 * channels];
        }
        this.x = workspace.address(x);
        this.y = workspace.address(y);
        for (int c = 0; c < channels; c++) {
            factors[c] = workspace.state()[mean + c];
            factors[channels + c] = scale(gamma, variance, c);
            factors[2 * channels + c] = (float) beta(beta, c);
        }
        applied = factors;
        launch(Phase.NORMALISE);
    }

    /** The gradient of the last {@link #forwardFrozen} with respect to x, which is {@code dy} times a factor. */
    public void backwardFrozen(int dx, boolean accumulate, int dy, int gamma, int variance) {
        // Of the general gradient's three terms only that of dy is left, so any tensor may stand in for x.
        this.x = workspace.address(dy);
        this.dy = this.x;
        this.dx = workspace.address(dx);
        this.accumulate = accumulate;
        Arrays.fill(factors, 0);
        for (int c = 0; c < channels; c++) {
            factors[channels + c] = scale(gamma, variance, c);
        }
        launch(Phase.GRADIENT);
    }

    /** What the running values multiply a channel with. */
    private float scale(int gamma, int variance, int c) {
        return (float) (gamma(gamma, c) / Math.sqrt(workspace.state()[variance + c] + (double) epsilon));
    }

    /** The gradients of the last {@link #forward}: reads x. dx may be -1 (not wanted) or dy. */
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int gamma, int beta) {
        this.x = workspace.address(x);
        this.dy = workspace.address(dy);
        this.accumulate = accumulate;
        launch(Phase.SUMS);
        combineSums();
        double count = (double) pixels * workspace.count();
        for (int c = 0; c < channels; c++) {
            // The centre was rounded to float; its error times the sum of dy is taken out again.
            double product = secondSums[c] + (factors[c] - mean[c]) * sums[c];
            double inverse = inverseDeviation[c];
            double scale = gamma(gamma, c) * inverse;
            double slope = -scale * inverse * inverse * product / count;
            factors[channels + c] = (float) scale;
            factors[2 * channels + c] = (float) slope;
            factors[3 * channels + c] = (float) (-scale * sums[c] / count + slope * (factors[c] - mean[c]));
            if (gamma >= 0) {
                workspace.gradients()[gamma + c] = (float) (product * inverse);
            }
            if (beta >= 0) {
                workspace.gradients()[beta + c] = (float) sums[c];
            }
        }
        if (dx >= 0) {
            this.dx = workspace.address(dx);
            launch(Phase.GRADIENT);
        }
    }

    private double gamma(int gamma, int c) {
        return gamma < 0 ? 1 : workspace.parameters()[gamma + c];
    }

    private double beta(int beta, int c) {
        return beta < 0 ? 0 : workspace.parameters()[beta + c];
    }

    /** On the first step of training; inference needs none of it. */
    private void allocate() {
        if (partial == null) {
            int runs = runs(Math.multiplyExact(pixels, workspace.capacity()));
            partial = new float[Math.multiplyExact(runs, 3 * channels)];
            mean = new double[channels];
            inverseDeviation = new double[channels];
            sums = new double[channels];
            secondSums = new double[channels];
            factors = new float[4 * channels];
        }
    }

    private int runs(int pixels) {
        return (pixels + runPixels - 1) / runPixels;
    }

    private void launch(Phase phase) {
        this.phase = phase;
        int all = pixels * workspace.count();
        launch(runs(all), (long) all * channels);
    }

    @Override
    public void run(int unit, int worker) {
        int from = unit * runPixels;
        int n = Math.min(runPixels, pixels * workspace.count() - from);
        int at = from * channels;
        int mine = unit * 3 * channels;
        switch (phase) {
            case STATISTICS:
                kernels.channelSums(arena, x + at, n, channels, partial, mine);
                kernels.scale(partial, mine, 1f / n, partial, mine, channels);
                kernels.channelDeviations(arena, x + at, n, channels, partial, mine, partial, mine + channels);
                break;
            case SUMS:
                kernels.channelGradients(arena, x + at, arena, dy + at, n, channels, factors, 0, partial,
                        mine + channels);
                break;
            case GRADIENT:
                kernels.normaliseGradient(arena, x + at, arena, dy + at, n, channels, factors, 0, accumulate, arena,
                        dx + at);
                break;
            default:
                kernels.normalise(arena, x + at, n, channels, applied, 0, arena, y + at);
        }
    }

    private void combineStatistics(int meanAt, int varianceAt) {
        int all = pixels * workspace.count();
        int runs = runs(all);
        float[] state = workspace.state();
        for (int c = 0; c < channels; c++) {
            double count = 0;
            double centre = 0;
            double squares = 0;
            for (int run = 0; run < runs; run++) {
                int at = run * 3 * channels + c;
                double n = Math.min(runPixels, all - run * runPixels);
                // The run's rounded mean is corrected by the deviations' sum, which would be 0 for the exact one.
                double correction = partial[at + channels] / n;
                double difference = partial[at] + correction - centre;
                squares += partial[at + 2 * channels] - n * correction * correction
                        + difference * difference * count * n / (count + n);
                count += n;
                centre += difference * n / count;
            }
            mean[c] = centre;
            inverseDeviation[c] = 1 / Math.sqrt(squares / count + epsilon);
            double unbiased = squares / Math.max(1, count - 1);
            state[meanAt + c] = (float) (momentum * (double) state[meanAt + c] + (1 - momentum) * centre);
            state[varianceAt + c] = (float) (momentum * (double) state[varianceAt + c] + (1 - momentum) * unbiased);
        }
    }

    private void combineSums() {
        int runs = runs(pixels * workspace.count());
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double second = 0;
            for (int run = 0; run < runs; run++) {
                int at = run * 3 * channels + channels + c;
                sum += partial[at];
                second += partial[at + channels];
            }
            sums[c] = sum;
            secondSums[c] = second;
        }
    }
}
