package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ElementKernels;
import java.util.Arrays;

/**
 * What batch normalisation sums over all pixels, channel by channel: of each run in single precision, and of all runs,
 * in their order, in double.
 */
final class ChannelMoments {
    /**
     * A run's deviations are from the mean of so many of its pixels, so that its pixels are read once. From the mean of
     * all n, that one is at most {@code sqrt(n / SAMPLE)} standard deviations away, so the sum of the squares, and with
     * it their rounding error, is at most {@code 1 + n / SAMPLE} times the least possible.
     */
    private static final int SAMPLE = 16;

    private final PixelRuns runs;
    private final int channels;
    private final int width;
    /** Of each run: its centres, its sums and its sums of products, a wide pixel each. */
    private final float[] partial;
    private final double[] first;
    private final double[] second;

    ChannelMoments(PixelRuns runs, int capacity) {
        this.runs = runs;
        channels = runs.channels();
        width = runs.width();
        partial = new float[Math.multiplyExact(3 * width, runs.count(capacity))];
        first = new double[channels];
        second = new double[channels];
    }

    /** Takes the deviations of one run of n wide pixels. */
    void takeDeviations(ElementKernels kernels, float[] x, int xAt, int run, int n) {
        int mine = run * 3 * width;
        int sample = Math.min(SAMPLE, n);
        kernels.channelSums(x, xAt, sample, width, partial, mine);
        kernels.scale(partial, mine, 1f / sample, partial, mine, width);
        kernels.channelDeviations(x, xAt, n, width, partial, mine, partial, mine + width);
    }

    /** Where somebody else puts the two sums of a run: in {@link #partial}, behind one another. */
    int sumsAt(int run) {
        return (run * 3 + 1) * width;
    }

    float[] partial() {
        return partial;
    }

    /** From the deviations: {@link #first} becomes the mean, {@link #second} the sum of the squared distances to it. */
    void combineDeviations(int images) {
        double count = (double) runs.pixels() * runs.group() * images;
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        for (int run = 0; run < runs.count(images); run++) {
            double n = runs.length(run, images);
            int at = run * 3 * width;
            for (int i = 0; i < width; i += channels) {
                for (int c = 0; c < channels; c++, at++) {
                    first[c] += n * partial[at] + partial[at + width];
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            first[c] /= count;
        }
        for (int run = 0; run < runs.count(images); run++) {
            double n = runs.length(run, images);
            int at = run * 3 * width;
            for (int i = 0; i < width; i += channels) {
                for (int c = 0; c < channels; c++, at++) {
                    double off = partial[at] - first[c];
                    second[c] += partial[at + 2 * width] + off * (2 * partial[at + width] + n * off);
                }
            }
        }
    }

    /** Adds up the sums of the runs. */
    void combineSums(int images) {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        for (int run = 0; run < runs.count(images); run++) {
            int at = sumsAt(run);
            for (int i = 0; i < width; i += channels) {
                for (int c = 0; c < channels; c++, at++) {
                    first[c] += partial[at];
                    second[c] += partial[at + width];
                }
            }
        }
    }

    double first(int c) {
        return first[c];
    }

    double second(int c) {
        return second[c];
    }
}
