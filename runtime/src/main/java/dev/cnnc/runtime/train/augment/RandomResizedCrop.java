package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/**
 * A part of random area and proportions is cut out at random and brought to the image's size (Szegedy et al., "Going
 * deeper with convolutions", 2014, section 6).
 *
 * @param area the smallest part's share of the image's area, above 0; the largest is the whole
 * @param ratio the largest ratio of the part's width to its height, and of its height to its width, in units of the
 *         image's own; at least 1
 */
public record RandomResizedCrop(double area, double ratio) implements Augment {
    private static final int TRIES = 10;

    /** Checks both. */
    public RandomResizedCrop {
        Range.require("a crop's area", area, 0.001, 1);
        Range.require("a crop's ratio", ratio, 1, 100);
    }

    @Override
    public void apply(byte[] from, byte[] to, ImageShape shape, Draws draws) {
        for (int i = 0; i < TRIES; i++) {
            double part = draws.between(area, 1);
            double stretch = StrictMath.exp(draws.between(-StrictMath.log(ratio), StrictMath.log(ratio)));
            double height = StrictMath.sqrt(part / stretch) * shape.height();
            double width = StrictMath.sqrt(part * stretch) * shape.width();
            if (height <= shape.height() && width <= shape.width()) {
                cut(from, to, shape, draws.between(0, shape.height() - height),
                        draws.between(0, shape.width() - width), height, width);
                return;
            }
        }
        System.arraycopy(from, 0, to, 0, shape.bytes());
    }

    /** Brings a part to the whole's size; the corners of pixels are at whole numbers. */
    static void cut(byte[] from, byte[] to, ImageShape shape, double top, double left, double height, double width) {
        double down = height / shape.height();
        double right = width / shape.width();
        Warp.applyWithin(from, to, shape, top + down / 2 - 0.5, down, left + right / 2 - 0.5, right);
    }
}
