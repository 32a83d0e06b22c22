package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/**
 * Images are moved by whole pixels; what comes in from outside is black.
 *
 * @param pixels the largest move down, up, left and right; each move from {@code -pixels} is equally likely
 */
public record Shift(int pixels) implements Augment {
    /** Checks the shift. */
    public Shift {
        Range.require("a shift's pixels", pixels, 0, Range.LARGEST_SIDE);
    }

    @Override
    public void apply(byte[] from, byte[] to, ImageShape shape, Draws draws) {
        int down = draws.below(2 * pixels + 1) - pixels;
        int right = draws.below(2 * pixels + 1) - pixels;
        int channels = shape.channels();
        int row = shape.width() * channels;
        for (int y = 0; y < shape.height(); y++) {
            int sourceY = y - down;
            boolean outside = sourceY < 0 || sourceY >= shape.height();
            for (int i = 0; i < row; i++) {
                int source = i - right * channels;
                to[y * row + i] = outside || source < 0 || source >= row ? 0 : from[sourceY * row + source];
            }
        }
    }
}
