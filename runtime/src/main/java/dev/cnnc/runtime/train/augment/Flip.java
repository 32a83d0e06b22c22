package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/**
 * Every second image is mirrored.
 *
 * @param vertical whether top and bottom change places; otherwise left and right
 */
public record Flip(boolean vertical) implements Augment {
    @Override
    public void apply(byte[] from, byte[] to, ImageShape shape, Draws draws) {
        if (!draws.coin()) {
            System.arraycopy(from, 0, to, 0, shape.bytes());
            return;
        }
        int row = shape.width() * shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            if (vertical) {
                System.arraycopy(from, (shape.height() - 1 - y) * row, to, y * row, row);
            } else {
                mirror(from, to, y * row, shape);
            }
        }
    }

    private static void mirror(byte[] from, byte[] to, int at, ImageShape shape) {
        int channels = shape.channels();
        for (int x = 0; x < shape.width(); x++) {
            int source = at + (shape.width() - 1 - x) * channels;
            for (int c = 0; c < channels; c++) {
                to[at + x * channels + c] = from[source + c];
            }
        }
    }
}
