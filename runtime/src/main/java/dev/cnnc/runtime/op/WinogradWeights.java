package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ProductKernels;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;

/**
 * The weights of a 3x3 convolution as the factors of Winograd's products: for every panel of filters its bias, then
 * nothing but zeros for one panel, then for every element of a tile and every panel a row for each channel.
 */
final class WinogradWeights implements WorkerPool.Task {
    private static final int TAPS = 9;
    /** G of Lavin and Gray: from three taps to the factors of a tile. */
    private static final double[][] TWO_OUTPUTS = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
    private static final double[][] FOUR_OUTPUTS = {{1 / 4.0, 0, 0}, {-1 / 6.0, -1 / 6.0, -1 / 6.0},
        {-1 / 6.0, 1 / 6.0, -1 / 6.0}, {1 / 24.0, 1 / 12.0, 1 / 6.0}, {1 / 24.0, -1 / 12.0, 1 / 6.0}, {0, 0, 1}};

    private final int channels;
    private final int filters;
    private final int panel;
    private final int panels;
    private final double[][] matrix;
    private float[] weights;
    private int at;
    private float[] scale;
    private float[] bias;
    private int biasAt;
    private float[] packed;

    WinogradWeights(ProductKernels kernels, int channels, int filters, int tile) {
        this.channels = channels;
        this.filters = filters;
        panel = kernels.panel();
        panels = (filters + panel - 1) / panel;
        matrix = tile == 4 ? FOUR_OUTPUTS : TWO_OUTPUTS;
    }

    int panels() {
        return panels;
    }

    /** Filters of a panel; the last may have fewer. */
    int columns(int index) {
        return Math.min(panel, filters - index * panel);
    }

    int packedSize() {
        return Math.addExact((panels + 1) * panel, Math.multiplyExact(elements() * panels, channels * panel));
    }

    private int elements() {
        return matrix.length * matrix.length;
    }

    int bias(int index) {
        return index * panel;
    }

    int zeros() {
        return panels * panel;
    }

    int factors(int element, int index) {
        return (panels + 1) * panel + (element * panels + index) * channels * panel;
    }

    /** Packs weights that are OIHW; see {@link SlidingGrid#pack} for scale and bias. */
    void pack(WorkerPool workers, float[] weights, int at, float[] scale, float[] bias, int biasAt, float[] packed) {
        this.weights = weights;
        this.at = at;
        this.scale = scale;
        this.bias = bias;
        this.biasAt = biasAt;
        this.packed = packed;
        workers.run(this, panels);
    }

    @Override
    public void run(int index, int worker) {
        int columns = columns(index);
        int first = index * panel;
        Arrays.fill(packed, bias(index), bias(index) + panel, 0);
        for (int j = 0; j < columns && bias != null; j++) {
            packed[bias(index) + j] = bias[biasAt + first + j];
        }
        int size = matrix.length;
        double[][] kernel = new double[TAPS][panel];
        double[][] rows = new double[size * 3][panel];
        double[] sums = new double[panel];
        for (int channel = 0; channel < channels; channel++) {
            for (int j = 0; j < columns; j++) {
                int from = at + ((first + j) * channels + channel) * TAPS;
                for (int tap = 0; tap < TAPS; tap++) {
                    kernel[tap][j] = weights[from + tap];
                }
            }
            for (int i = 0; i < size * 3; i++) {
                int column = i % 3;
                combine(matrix[i / 3], kernel[column], kernel[3 + column], kernel[6 + column], rows[i]);
            }
            for (int element = 0; element < elements(); element++) {
                int row = element / size * 3;
                combine(matrix[element % size], rows[row], rows[row + 1], rows[row + 2], sums);
                int to = factors(element, index) + channel * panel;
                for (int j = 0; j < panel; j++) {
                    packed[to + j] = (float) (scale == null || j >= columns ? sums[j] : sums[j] * scale[first + j]);
                }
            }
        }
    }

    private static void combine(double[] factors, double[] a, double[] b, double[] c, double[] sums) {
        double fa = factors[0];
        double fb = factors[1];
        double fc = factors[2];
        for (int j = 0; j < sums.length; j++) {
            sums[j] = fa * a[j] + fb * b[j] + fc * c[j];
        }
    }
}
