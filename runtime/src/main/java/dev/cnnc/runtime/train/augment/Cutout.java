package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/**
 * A square of the image is painted over. Its middle is any pixel, so that part of it may lie outside (DeVries and
 * Taylor, arXiv:1708.04552).
 *
 * @param size the square's side in pixels
 * @param fill what it is painted with, from 0 to 255
 */
public record Cutout(int size, int fill) implements Augment {
    /** Checks both. */
    public Cutout {
        Range.require("a cutout's size", size, 1, Range.LARGEST_SIDE);
        Range.require("a cutout's fill", fill, 0, 255);
    }

    @Override
    public void apply(byte[] from, byte[] to, ImageShape shape, Draws draws) {
        System.arraycopy(from, 0, to, 0, shape.bytes());
        int top = draws.below(shape.height()) - size / 2;
        int left = draws.below(shape.width()) - size / 2;
        for (int y = Math.max(0, top); y < Math.min(shape.height(), top + size); y++) {
            int first = (y * shape.width() + Math.max(0, left)) * shape.channels();
            int end = (y * shape.width() + Math.min(shape.width(), left + size)) * shape.channels();
            for (int i = first; i < end; i++) {
                to[i] = (byte) fill;
            }
        }
    }
}
