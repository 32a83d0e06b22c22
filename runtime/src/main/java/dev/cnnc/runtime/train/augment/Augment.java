package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.io.JsonRecords;

/**
 * A random change of training images that leaves their class as it is. A new kind is a record beside the others, named
 * in {@code permits}: its class's name is what a network's description calls it.
 */
public sealed interface Augment
        permits Flip, Shift, RandomCrop, RandomResizedCrop, Rotate, Translate, ColourJitter, Cutout, Mixup {
    /** Its name in a network's description. */
    default String kind() {
        return JsonRecords.kindOf(getClass());
    }

    /**
     * Writes the changed image. Allocates nothing.
     *
     * @param from the image: rows, columns, channels
     * @param to where the changed image goes; not the same array
     * @param shape of both
     * @param draws the random numbers of this image
     */
    void apply(byte[] from, byte[] to, ImageShape shape, Draws draws);
}
