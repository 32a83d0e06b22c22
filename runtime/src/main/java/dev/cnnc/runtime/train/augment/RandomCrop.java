package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/**
 * Images get a border on all sides, and a part of their old size is cut out of that (He et al., "Deep residual learning
 * for image recognition", 2015, section 4.2).
 *
 * @param padding the border's width in pixels
 * @param mirror whether the border mirrors the image, its outermost pixels not repeated; otherwise it is black
 */
public record RandomCrop(int padding, boolean mirror) implements Augment {
    /** Checks the border. */
    public RandomCrop {
        Range.require("a crop's padding", padding, 0, Range.LARGEST_SIDE);
    }

    @Override
    public void apply(byte[] from, byte[] to, ImageShape shape, Draws draws) {
        int down = draws.below(2 * padding + 1) - padding;
        int right = draws.below(2 * padding + 1) - padding;
        int channels = shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            int sourceY = source(y + down, shape.height());
            for (int x = 0; x < shape.width(); x++) {
                int sourceX = source(x + right, shape.width());
                int at = (y * shape.width() + x) * channels;
                int source = (sourceY * shape.width() + sourceX) * channels;
                for (int c = 0; c < channels; c++) {
                    to[at + c] = sourceY < 0 || sourceX < 0 ? 0 : from[source + c];
                }
            }
        }
    }

    /** The row or column that is seen at a place, which may lie in the border; negative where it is black. */
    private int source(int place, int size) {
        if (place >= 0 && place < size) {
            return place;
        }
        if (!mirror) {
            return -1;
        }
        int period = Math.max(1, 2 * (size - 1));
        int within = Math.floorMod(place, period);
        return within < size ? within : period - within;
    }
}
