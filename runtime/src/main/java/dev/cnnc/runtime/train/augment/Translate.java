package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/**
 * Images are moved by a part of their size, between pixels too; what comes in from outside is black.
 *
 * @param share the largest move, as a share of the height and of the width
 */
public record Translate(double share) implements Augment {
    /** Checks the share. */
    public Translate {
        Range.require("a translation's share", share, 0, 1);
    }

    @Override
    public void apply(byte[] from, byte[] to, ImageShape shape, Draws draws) {
        double down = draws.between(-share, share) * shape.height();
        double right = draws.between(-share, share) * shape.width();
        Warp.apply(from, to, shape, -down, 1, 0, -right, 0, 1);
    }
}
