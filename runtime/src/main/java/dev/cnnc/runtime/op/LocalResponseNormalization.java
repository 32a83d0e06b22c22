package dev.cnnc.runtime.op;

import java.util.Arrays;

/**
 * Local response normalisation across channels: {@code y[c] = x[c] / (k + alpha s[c])^beta}, where s sums the squares
 * of the {@code size} channels around c, from {@code c - size / 2} to {@code c + (size - 1) / 2}; A. Krizhevsky,
 * I. Sutskever, G. Hinton, "ImageNet classification with deep convolutional neural networks" (2012), section 3.3.
 *
 * <p>Sums of neighbouring channels are sums of shifted runs: pixels are laid out with zeros between them, so that one
 * run of many pixels is added to itself {@code size - 1} times. Backward reads x and computes the rest again.
 */
public final class LocalResponseNormalization extends UnaryOperation {
    private final int pixels;
    private final int channels;
    private final int size;
    private final float alpha;
    private final float beta;
    private final float k;
    /** Floats from one pixel to the next where zeros stand between them. */
    private final int stride;
    private final int perUnit;

    /**
     * @param size how many channels are summed
     * @param alpha factor of the sum as it stands; PyTorch divides its alpha by the size first
     * @param k above 0
     */
    public LocalResponseNormalization(
            Workspace workspace, Layout x, int size, float alpha, float beta, float k) {
        super(workspace);
        if (!(k >= Float.MIN_NORMAL) || !(alpha >= 0)) {
            throw new IllegalArgumentException("k must be above 0 and alpha at least 0: " + k + ", " + alpha);
        }
        this.pixels = x.pixels();
        this.channels = x.channels();
        this.size = requirePositive(size, "size");
        this.alpha = alpha;
        this.beta = beta;
        this.k = k;
        this.stride = Math.addExact(channels, size - 1);
        this.perUnit = perUnit(stride);
        workspace.reserveScratch(Math.multiplyExact(4 * perUnit, stride));
    }

    @Override
    void launch() {
        int all = pixels * workspace.count();
        launch((all + perUnit - 1) / perUnit, (long) all * stride);
    }

    @Override
    public void run(int unit, int worker) {
        int from = unit * perUnit;
        int run = Math.min(perUnit, pixels * workspace.count() - from);
        float[] scratch = workspace.scratch(worker);
        int n = run * stride;
        // Four runs: the numbers with zeros between, their sums, and two powers.
        int sums = perUnit * stride;
        Arrays.fill(scratch, 0, n, 0);
        for (int p = 0; p < run; p++) {
            int at = x + (from + p) * channels;
            kernels.multiply(arena, at, arena, at, scratch, p * stride + size / 2, channels);
        }
        sumNeighbours(scratch, 0, sums, n);
        if (backward) {
            backwardPixels(from, run, scratch);
        } else {
            kernels.power(scratch, sums, alpha, k, -beta, scratch, 0, n);
            for (int p = 0; p < run; p++) {
                int at = (from + p) * channels;
                kernels.multiply(arena, x + at, scratch, p * stride, arena, y + at, channels);
            }
        }
    }

    /** {@code to[i] = from[i] + … + from[i + size - 1]}, as far as n reaches. */
    private void sumNeighbours(float[] scratch, int from, int to, int n) {
        System.arraycopy(scratch, from, scratch, to, n);
        for (int next = 1; next < size; next++) {
            kernels.addTo(scratch, from + next, scratch, to, n - next);
        }
    }

    /** {@code dx[j] = dy[j] b[j]^-beta - 2 alpha beta x[j] sum over c near j of dy[c] x[c] b[c]^(-beta - 1)}. */
    private void backwardPixels(int from, int run, float[] scratch) {
        int n = run * stride;
        int sums = perUnit * stride;
        int powers = 2 * sums;
        int lesserPowers = 3 * sums;
        kernels.power(scratch, sums, alpha, k, -beta, scratch, powers, n);
        kernels.power(scratch, sums, alpha, k, -beta - 1, scratch, lesserPowers, n);
        Arrays.fill(scratch, 0, n, 0);
        for (int p = 0; p < run; p++) {
            int at = (from + p) * channels;
            // Channel j is near those whose window reaches it: the window of the sums, mirrored.
            int term = p * stride + (size - 1) / 2;
            kernels.multiply(arena, dy + at, arena, x + at, scratch, term, channels);
            kernels.multiply(scratch, term, scratch, lesserPowers + p * stride, scratch, term, channels);
        }
        sumNeighbours(scratch, 0, sums, n);
        for (int p = 0; p < run; p++) {
            int at = (from + p) * channels;
            int here = p * stride;
            kernels.multiply(arena, x + at, scratch, sums + here, scratch, sums + here, channels);
            if (accumulate) {
                kernels.multiplyAdd(arena, dy + at, scratch, powers + here, arena, dx + at, channels);
            } else {
                kernels.multiply(arena, dy + at, scratch, powers + here, arena, dx + at, channels);
            }
            kernels.scaleAdd(scratch, sums + here, -2 * alpha * beta, arena, dx + at, channels);
        }
    }
}
