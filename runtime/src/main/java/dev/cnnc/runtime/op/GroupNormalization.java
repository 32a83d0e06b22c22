package dev.cnnc.runtime.op;

import java.util.Arrays;

/**
 * Group normalisation: the channels of each image are split into groups, and each group, over all pixels, is brought to
 * mean 0 and variance 1; then {@code y = gamma xhat + beta} with a factor and a summand for each channel. Y. Wu and
 * K. He, arXiv:1803.08494. With as many groups as channels it is instance normalisation (D. Ulyanov et al.,
 * arXiv:1607.08022). The same in training and inference, and for any batch.
 *
 * <p>An image is one unit of work. Its sums over runs of pixels are put together in double precision.
 */
public final class GroupNormalization extends Operation {
    private final int pixels;
    private final int channels;
    private final int groups;
    private final int perGroup;
    private final int runPixels;
    private final float epsilon;
    private final ChannelFactors factors;
    /** Of each image's groups. */
    private final double[] mean;
    private final double[] correction;
    private final double[] inverseDeviation;
    /** Of each image's channels, the gradients of gamma, then those of beta; made by the first training step. */
    private float[] partial;
    private boolean backward;
    private int x;
    private int y;
    private int dx;
    private int dy;
    /** Centres of 0, factors and summands of the call under way. */
    private float[] applied;
    private boolean accumulate;
    private boolean wanted;

    /**
     * @param groups a divisor of the channels
     * @param epsilon added to the variance
     */
    public GroupNormalization(Workspace workspace, Layout x, int groups, float epsilon) {
        super(workspace);
        if (requirePositive(groups, "groups") > x.channels() || x.channels() % groups != 0) {
            throw new IllegalArgumentException(groups + " groups of " + x.channels() + " channels");
        }
        this.pixels = x.pixels();
        this.channels = x.channels();
        this.groups = groups;
        this.perGroup = channels / groups;
        this.runPixels = perUnit(channels);
        this.epsilon = epsilon;
        this.factors = new ChannelFactors(workspace, channels);
        this.mean = new double[Math.multiplyExact(groups, workspace.capacity())];
        this.correction = new double[mean.length];
        this.inverseDeviation = new double[mean.length];
        workspace.reserveScratch(Math.multiplyExact(6, channels));
    }

    /** Prepares a slot for {@link #infer}; gamma and beta, their places in the parameters, may be -1. */
    public void pack(int slot, int gamma, int beta) {
        factors.pack(slot, gamma, beta);
    }

    public void infer(int x, int y, int slot) {
        compute(x, y, factors.packed(slot));
    }

    /** As {@link #infer} with the parameters as they are; remembers means and variances for {@link #backward}. */
    public void forward(int x, int y, int gamma, int beta) {
        compute(x, y, factors.learnt(gamma, beta));
    }

    private void compute(int x, int y, float[] applied) {
        this.x = workspace.address(x);
        this.y = workspace.address(y);
        this.applied = applied;
        backward = false;
        launch(workspace.count(), (long) workspace.count() * pixels * channels);
    }

    /** The gradients of the last {@link #forward}: reads x. dx may be -1 (not wanted). */
    public void backward(int x, int y, int dx, boolean accumulate, int dy, int gamma, int beta) {
        this.x = workspace.address(x);
        this.dy = workspace.address(dy);
        this.wanted = dx >= 0;
        this.dx = workspace.address(dx);
        this.accumulate = accumulate;
        this.applied = factors.learnt(gamma, beta);
        if (partial == null) {
            partial = new float[Math.multiplyExact(2 * channels, workspace.capacity())];
        }
        backward = true;
        launch(workspace.count(), (long) workspace.count() * pixels * channels);
        factors.collect(partial, workspace.count(), gamma, beta);
    }

    @Override
    public void run(int image, int worker) {
        float[] scratch = workspace.scratch(worker);
        if (backward) {
            backwardImage(image, scratch);
        } else {
            statistics(image, scratch);
            normalise(image, scratch);
        }
    }

    private void statistics(int image, float[] scratch) {
        int from = image * groups;
        double count = (double) pixels * perGroup;
        Arrays.fill(mean, from, from + groups, 0);
        Arrays.fill(correction, from, from + groups, 0);
        Arrays.fill(inverseDeviation, from, from + groups, 0);
        for (int pixel = 0; pixel < pixels; pixel += runPixels) {
            kernels.channelSums(arena, x + at(image, pixel), run(pixel), channels, scratch, channels);
            for (int c = 0; c < channels; c++) {
                mean[from + c / perGroup] += scratch[channels + c] / count;
            }
        }
        for (int c = 0; c < channels; c++) {
            scratch[c] = (float) mean[from + c / perGroup];
        }
        for (int pixel = 0; pixel < pixels; pixel += runPixels) {
            kernels.channelDeviations(
                    arena, x + at(image, pixel), run(pixel), channels, scratch, 0, scratch, channels);
            for (int c = 0; c < channels; c++) {
                correction[from + c / perGroup] += scratch[channels + c] / count;
                inverseDeviation[from + c / perGroup] += scratch[2 * channels + c] / count;
            }
        }
        for (int g = 0; g < groups; g++) {
            // The rounded mean is corrected by the mean deviation from it, which would be 0 for the exact one.
            double off = correction[from + g];
            mean[from + g] = scratch[g * perGroup] + off;
            inverseDeviation[from + g] =
                    1 / Math.sqrt(Math.max(0, inverseDeviation[from + g] - off * off) + epsilon);
        }
    }

    private void normalise(int image, float[] scratch) {
        for (int c = 0; c < channels; c++) {
            int g = image * groups + c / perGroup;
            double scale = gamma(c) * inverseDeviation[g];
            scratch[c] = (float) mean[g];
            scratch[channels + c] = (float) scale;
            double shift = applied[2 * channels + c] + ((float) mean[g] - mean[g]) * scale;
            scratch[2 * channels + c] = (float) shift;
        }
        kernels.normalise(
                arena, x + at(image, 0), pixels, channels, scratch, 0, arena, y + at(image, 0));
    }

    private void backwardImage(int image, float[] scratch) {
        int sums = 4 * channels;
        int mine = image * 2 * channels;
        Arrays.fill(partial, mine, mine + 2 * channels, 0);
        for (int c = 0; c < channels; c++) {
            scratch[c] = (float) mean[image * groups + c / perGroup];
        }
        for (int pixel = 0; pixel < pixels; pixel += runPixels) {
            kernels.channelGradients(arena, x + at(image, pixel), arena, dy + at(image, pixel), run(pixel),
                    channels, scratch, 0, scratch, sums);
            for (int c = 0; c < channels; c++) {
                int g = image * groups + c / perGroup;
                double product = scratch[sums + channels + c] + (scratch[c] - mean[g]) * scratch[sums + c];
                partial[mine + c] += (float) (product * inverseDeviation[g]);
                partial[mine + channels + c] += scratch[sums + c];
            }
        }
        if (wanted) {
            for (int g = 0; g < groups; g++) {
                prepareGradient(image, g, scratch);
            }
            kernels.normaliseGradient(arena, x + at(image, 0), arena, dy + at(image, 0), pixels, channels,
                    scratch, 0, accumulate, arena, dx + at(image, 0));
        }
    }

    /**
     * {@code dx = (g - mean(g) - xhat mean(g xhat)) / deviation} with {@code g = gamma dy}, the means over the group.
     */
    private void prepareGradient(int image, int group, float[] scratch) {
        int mine = image * 2 * channels;
        int g = image * groups + group;
        double count = (double) pixels * perGroup;
        double gradient = 0;
        double product = 0;
        for (int c = group * perGroup; c < (group + 1) * perGroup; c++) {
            product += gamma(c) * partial[mine + c] / count;
            gradient += gamma(c) * partial[mine + channels + c] / count;
        }
        double inverse = inverseDeviation[g];
        double slope = -inverse * inverse * product;
        for (int c = group * perGroup; c < (group + 1) * perGroup; c++) {
            scratch[channels + c] = (float) (gamma(c) * inverse);
            scratch[2 * channels + c] = (float) slope;
            scratch[3 * channels + c] = (float) (-inverse * gradient + slope * (scratch[c] - mean[g]));
        }
    }

    private double gamma(int c) {
        return applied[channels + c];
    }

    private int at(int image, int pixel) {
        return (image * pixels + pixel) * channels;
    }

    private int run(int pixel) {
        return Math.min(runPixels, pixels - pixel);
    }
}
