package dev.cnnc.runtime.op;

import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;

/**
 * The weights of a 3x3 convolution as the factors of Winograd's products: for every panel of filters its bias, then
 * nothing but zeros for one panel, then for every element of a tile and every panel a row for each channel.
 *
 * <p>A unit of work is a panel. It takes some channels at a time, so that its steps are long loops over memory that
 * stays in the first-level cache.
 */
final class WinogradWeights implements WorkerPool.Task {
    private static final int TAPS = 9;
    private static final int WIDTH = 3;
    /** Channels at a time: their taps of one filter lie side by side. */
    private static final int TOGETHER = 8;
    /** G of Lavin and Gray: from three taps to the factors of a tile. */
    private static final float[][] TWO_OUTPUTS = {{1, 0, 0}, {0.5f, 0.5f, 0.5f}, {0.5f, -0.5f, 0.5f}, {0, 0, 1}};
    private static final float[][] FOUR_OUTPUTS = {{1 / 4f, 0, 0}, {-1 / 6f, -1 / 6f, -1 / 6f},
        {-1 / 6f, 1 / 6f, -1 / 6f}, {1 / 24f, 1 / 12f, 1 / 6f}, {1 / 24f, -1 / 12f, 1 / 6f}, {0, 0, 1}};

    private final Workspace workspace;
    private final int channels;
    private final int filters;
    private final int panel;
    private final int panels;
    private final float[][] matrix;
    private int at;
    private int channelStride;
    private int filterStride;
    private boolean turned;
    private float[] scale;
    private float[] bias;
    private int biasAt;
    private float[] packed;

    WinogradWeights(Workspace workspace, int channels, int filters, int tile) {
        this.workspace = workspace;
        this.channels = channels;
        this.filters = filters;
        panel = workspace.kernels().products().panel();
        panels = (filters + panel - 1) / panel;
        matrix = tile == 4 ? FOUR_OUTPUTS : TWO_OUTPUTS;
        workspace.reserveScratch((TAPS + matrix.length * WIDTH) * TOGETHER * panel);
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

    /** Packs the weights that lie OIHW at this place of the parameters; see {@link SlidingGrid#pack} for the rest. */
    void pack(int weight, float[] scale, float[] bias, int biasAt, float[] packed) {
        channelStride = TAPS;
        filterStride = channels * TAPS;
        turned = false;
        this.scale = scale;
        this.bias = bias;
        this.biasAt = biasAt;
        pack(weight, packed);
    }

    /** Packs the kernels of the gradient: they are turned, and those of a filter here are those of a channel there. */
    void packTurned(int weight, float[] packed) {
        channelStride = filters * TAPS;
        filterStride = TAPS;
        turned = true;
        scale = null;
        bias = null;
        pack(weight, packed);
    }

    private void pack(int weight, float[] packed) {
        at = weight;
        this.packed = packed;
        workspace.workers().run(this, panels);
    }

    @Override
    public void run(int index, int worker) {
        int columns = columns(index);
        int first = index * panel;
        Arrays.fill(packed, bias(index), bias(index) + panel, 0);
        if (bias != null) {
            System.arraycopy(bias, biasAt + first, packed, bias(index), columns);
        }
        if (index == 0) {
            Arrays.fill(packed, zeros(), zeros() + panel, 0);
        }
        float[] scratch = workspace.scratch(worker);
        for (int channel = 0; channel < channels; channel += TOGETHER) {
            transform(index, channel, Math.min(TOGETHER, channels - channel), scratch);
        }
    }

    /** {@code G g G^T} for some channels of a panel: first the taps, then the products with G, then those with G^T. */
    private void transform(int index, int channel, int count, float[] scratch) {
        int floats = count * panel;
        read(index, channel, count, scratch, floats);
        int size = matrix.length;
        int rows = TAPS * floats;
        for (int i = 0; i < size * WIDTH; i++) {
            int column = i % WIDTH * floats;
            combine(matrix[i / WIDTH], scratch, column, WIDTH * floats, scratch, rows + i * floats, floats);
        }
        for (int element = 0; element < elements(); element++) {
            combine(matrix[element % size], scratch, rows + element / size * WIDTH * floats, floats, packed,
                    factors(element, index) + channel * panel, floats);
        }
    }

    /** Tap by tap, the weights of each channel, one a filter. */
    private void read(int index, int channel, int count, float[] scratch, int floats) {
        float[] weights = workspace.parameters();
        int columns = columns(index);
        int first = index * panel;
        if (columns < panel) {
            Arrays.fill(scratch, 0, TAPS * floats, 0);
        }
        for (int j = 0; j < columns; j++) {
            float factor = scale == null ? 1 : scale[first + j];
            for (int c = 0; c < count; c++) {
                int from = at + (first + j) * filterStride + (channel + c) * channelStride;
                int to = c * panel + j;
                for (int tap = 0; tap < TAPS; tap++) {
                    int place = turned ? TAPS - 1 - tap : tap;
                    scratch[to + place * floats] = weights[from + tap] * factor;
                }
            }
        }
    }

    private void combine(float[] factors, float[] x, int first, int step, float[] to, int at, int n) {
        workspace.kernels().winograd().combine(factors[0], factors[1], factors[2], x, first, step, to, at, n);
    }
}
