package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.train.SplitMix64;
import java.util.List;

/**
 * Several changes, one after another. How an image is changed follows from the seed, the epoch and the image's number
 * alone, so that neither the order of the images nor the number of threads matters. Each thread has its own; allocates
 * nothing after construction.
 */
public final class Augmentation {
    private final List<Augment> changes;
    private final ImageShape shape;
    private final Draws draws = new Draws();
    private final byte[][] buffers;

    /**
     * @param changes in their order
     * @param shape of the images
     */
    public Augmentation(List<Augment> changes, ImageShape shape) {
        this.changes = List.copyOf(changes);
        this.shape = shape;
        buffers = new byte[Math.min(2, this.changes.size())][shape.bytes()];
    }

    /**
     * Changes an image.
     *
     * @param image its pixels, which stay as they are
     * @return the changed pixels, good until the next call; {@code image} itself if there are no changes
     */
    public byte[] apply(byte[] image, long seed, int epoch, int number) {
        byte[] from = image;
        for (int i = 0; i < changes.size(); i++) {
            byte[] to = buffers[i % 2];
            changes.get(i).apply(from, to, shape, draws.begin(stream(seed, i, epoch, number)));
            from = to;
        }
        return from;
    }

    /** The stream of random numbers that belongs to a change, by its place, of an image in an epoch. */
    public static long stream(long seed, int place, int epoch, int image) {
        return SplitMix64.stream(SplitMix64.bits(seed, place), epoch, image);
    }
}
