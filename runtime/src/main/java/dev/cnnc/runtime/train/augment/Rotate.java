package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/**
 * Images are turned about their middle; what comes in from outside is black.
 *
 * @param degrees the largest angle in either direction
 */
public record Rotate(double degrees) implements Augment {
    /** Checks the angle. */
    public Rotate {
        Range.require("a rotation's degrees", degrees, 0, 180);
    }

    @Override
    public void apply(byte[] from, byte[] to, ImageShape shape, Draws draws) {
        turn(from, to, shape, draws.between(-degrees, degrees));
    }

    /** Turns an image to the left by this angle. */
    static void turn(byte[] from, byte[] to, ImageShape shape, double degrees) {
        double cos = StrictMath.cos(StrictMath.toRadians(degrees));
        double sin = StrictMath.sin(StrictMath.toRadians(degrees));
        double middleY = (shape.height() - 1) / 2.0;
        double middleX = (shape.width() - 1) / 2.0;
        Warp.apply(from, to, shape, middleY - cos * middleY - sin * middleX, cos, sin,
                middleX + sin * middleY - cos * middleX, -sin, cos);
    }
}
