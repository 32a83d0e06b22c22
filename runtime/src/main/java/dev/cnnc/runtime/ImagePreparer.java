package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.Augmentation;
import java.util.List;

/**
 * Makes of one image what a network takes: its bytes are fetched, changed at random if wanted, and become numbers
 * through a table of the 256 values that a byte can have. Each thread has its own; allocates nothing after
 * construction, if the data set does not.
 */
final class ImagePreparer {
    private static final int VALUES_OF_A_BYTE = 256;

    private final Dataset data;
    private final Augmentation augmentation;
    private final float[][] tables;
    private final byte[] raw;

    ImagePreparer(InputInfo shape, Dataset data, List<Augment> changes) {
        this.data = data;
        augmentation = new Augmentation(changes, data.shape());
        this.tables = tables(shape);
        raw = new byte[shape.size()];
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
     * Writes the image's numbers to {@code to[at]} and after.
     *
     * @param seed with {@code epoch} and the image's number alone decides how that image is changed
     */
    void prepare(int image, long seed, int epoch, float[] to, int at) {
        data.copyPixels(image, raw, 0);
        byte[] changed = augmentation.apply(raw, seed, epoch, image);
        int channels = tables.length;
        for (int c = 0; c < channels; c++) {
            float[] table = tables[c];
            for (int i = c; i < changed.length; i += channels) {
                to[at + i] = table[changed[i] & 0xff];
            }
        }
    }
}
