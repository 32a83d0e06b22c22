package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Measures the mean and standard deviation of each channel over the images to train with, for a network that keeps them
 * among its weights. Each image is looked at once and let go. Sums are of whole numbers, so that neither the number of
 * threads nor their order changes a bit.
 */
final class Normalisation implements WorkerPool.Task {
    private final Dataset data;
    private final int channels;
    private final BooleanSupplier stopped;
    private final byte[][] pixels;
    private final long[][] sums;
    private final long[][] squares;

    private Normalisation(Dataset data, int threads, BooleanSupplier stopped) {
        this.data = data;
        this.stopped = stopped;
        channels = data.shape().channels();
        pixels = new byte[threads][data.shape().bytes()];
        sums = new long[threads][channels];
        squares = new long[threads][channels];
    }

    /** Whether the weights have what the network keeps among them: deviations are zeros before. */
    static boolean isMeasured(Weights weights) {
        String layer = weights.info().input().normalised();
        if (layer.isEmpty()) {
            return true;
        }
        for (float deviation : weights.get(layer + "." + InputInfo.STD)) {
            if (deviation != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Gives weights that have none yet the mean and deviation of these images. A channel that is the same everywhere
     * gets the deviation 1.
     *
     * @param stopped asked before each image; if it says yes, the weights stay as they are
     */
    static void measure(Weights weights, Dataset data, WorkerPool workers, BooleanSupplier stopped) {
        if (isMeasured(weights)) {
            return;
        }
        Normalisation measured = new Normalisation(data, workers.threads(), stopped);
        workers.run(measured, data.size());
        if (!stopped.getAsBoolean()) {
            measured.store(weights);
        }
    }

    @Override
    public void run(int image, int worker) {
        if (stopped.getAsBoolean()) {
            return;
        }
        byte[] own = pixels[worker];
        data.copyPixels(image, own, 0);
        for (int c = 0; c < channels; c++) {
            long sum = 0;
            long square = 0;
            for (int i = c; i < own.length; i += channels) {
                int pixel = own[i] & 0xff;
                sum += pixel;
                square += (long) pixel * pixel;
            }
            sums[worker][c] += sum;
            squares[worker][c] += square;
        }
    }

    private void store(Weights weights) {
        InputInfo input = weights.info().input();
        double count = (double) data.size() * input.height() * input.width();
        float[] means = new float[channels];
        float[] deviations = new float[channels];
        for (int c = 0; c < channels; c++) {
            int channel = c;
            double mean = Arrays.stream(sums).mapToLong(sum -> sum[channel]).sum() / count;
            double square = Arrays.stream(squares).mapToLong(sum -> sum[channel]).sum() / count;
            double deviation = Math.sqrt(Math.max(0, square - mean * mean)) * Math.abs(input.scale());
            means[c] = (float) (mean * input.scale());
            deviations[c] = (float) deviation > 0 ? (float) deviation : 1;
        }
        weights.set(input.normalised() + "." + InputInfo.MEAN, means);
        weights.set(input.normalised() + "." + InputInfo.STD, deviations);
    }
}
