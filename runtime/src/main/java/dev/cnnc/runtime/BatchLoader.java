package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import dev.cnnc.runtime.train.Augmentation;

/**
 * Puts images and labels of a data set into a workspace: pixels are changed at random if wanted, and become numbers
 * through a table of the 256 values that a byte can have. Allocates nothing after construction.
 */
final class BatchLoader implements WorkerPool.Task {
    private static final int VALUES_OF_A_BYTE = 256;

    private final Workspace workspace;
    private final Dataset data;
    private final Augmentation augmentation;
    private final int input;
    private final InputInfo shape;
    private final float[][] tables;
    private final byte[][] raw;
    private final byte[][] changed;
    private int[] order;
    private int from;
    private long seed;
    private int epoch;

    /**
     * @param input where the program's input begins, as a plan offset
     */
    BatchLoader(Workspace workspace, int input, InputInfo shape, Dataset data, Augmentation augmentation) {
        this.workspace = workspace;
        this.data = data;
        this.augmentation = augmentation;
        this.input = workspace.address(input);
        this.shape = shape;
        this.tables = tables(shape);
        int threads = workspace.workers().threads();
        raw = new byte[threads][shape.size()];
        changed = augmentation.isNone() ? raw : new byte[threads][shape.size()];
    }

    private static float[][] tables(InputInfo shape) {
        PixelScaling scaling = new PixelScaling(shape);
        float[][] tables = new float[shape.channels()][VALUES_OF_A_BYTE];
        for (int c = 0; c < tables.length; c++) {
            for (int pixel = 0; pixel < VALUES_OF_A_BYTE; pixel++) {
                tables[c][pixel] = scaling.apply(pixel, c);
            }
        }
        return tables;
    }

    /**
     * Loads {@code order[from]} to {@code order[from + count - 1]} as the workspace's batch.
     *
     * @param seed with {@code epoch} and an image's number decides how that image is changed
     */
    void load(int[] order, int from, int count, long seed, int epoch) {
        this.order = order;
        this.from = from;
        this.seed = seed;
        this.epoch = epoch;
        workspace.count(count);
        int[] labels = workspace.labels();
        for (int i = 0; i < count; i++) {
            labels[i] = data.label(order[from + i]);
        }
        workspace.workers().run(this, count);
    }

    @Override
    public void run(int unit, int worker) {
        int image = order[from + unit];
        byte[] bytes = raw[worker];
        data.copyPixels(image, bytes, 0);
        if (!augmentation.isNone()) {
            augmentation.apply(bytes, changed[worker], shape.height(), shape.width(), shape.channels(), seed, epoch,
                    image);
            bytes = changed[worker];
        }
        normalise(bytes, workspace.arena(), input + unit * bytes.length);
    }

    private void normalise(byte[] bytes, float[] arena, int at) {
        int channels = tables.length;
        for (int c = 0; c < channels; c++) {
            float[] table = tables[c];
            for (int i = c; i < bytes.length; i += channels) {
                arena[at + i] = table[bytes[i] & 0xff];
            }
        }
    }
}
