package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.Augmentation;
import dev.cnnc.runtime.train.augment.Draws;
import dev.cnnc.runtime.train.augment.Mixup;
import java.util.List;

/**
 * Makes of one image what a network takes: its bytes are fetched, changed at random if wanted, and become numbers
 * through a table of the 256 values that a byte can have. Each thread has its own; allocates nothing after
 * construction, if the data set does not.
 */
final class ImagePreparer {
    private static final int VALUES_OF_A_BYTE = 256;

    /** The place of mixtures among the streams of random numbers, which no other change has. */
    private static final int MIXTURE = -1;

    private final Dataset data;
    private final Augmentation augmentation;
    private final float[][] tables;
    private final byte[] raw;
    private final Mixup mixup;
    private final float[] other;
    private final Draws draws = new Draws();

    ImagePreparer(PixelScaling scaling, Dataset data, List<Augment> changes) {
        this.data = data;
        augmentation = new Augmentation(changes, data.shape());
        this.tables = tables(scaling);
        raw = new byte[data.shape().bytes()];
        mixup = changes.stream().filter(Mixup.class::isInstance).map(Mixup.class::cast).findFirst().orElse(null);
        other = new float[mixup == null ? 0 : raw.length];
    }

    private static float[][] tables(PixelScaling scaling) {
        float[][] tables = new float[scaling.channels()][VALUES_OF_A_BYTE];
        for (int c = 0; c < tables.length; c++) {
            for (int pixel = 0; pixel < VALUES_OF_A_BYTE; pixel++) {
                tables[c][pixel] = scaling.apply(pixel, c);
            }
        }
        return tables;
    }

    /** Prepares the image at a place of a batch, and mixes it with another if that is wanted. */
    void prepare(Batch batch, int place, long seed) {
        int image = batch.images[place];
        int at = place * raw.length;
        batch.labels[place] = data.label(image);
        prepare(image, seed, batch.epoch(), batch.pixels, at);
        if (mixup == null) {
            return;
        }
        draws.begin(Augmentation.stream(seed, MIXTURE, batch.epoch(), image));
        float share = (float) mixup.share(draws);
        int partner = draws.below(data.size());
        prepare(partner, seed, batch.epoch(), other, 0);
        for (int i = 0; i < other.length; i++) {
            batch.pixels[at + i] = share * batch.pixels[at + i] + (1 - share) * other[i];
        }
        batch.shares[place] = share;
        batch.otherLabels[place] = data.label(partner);
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
