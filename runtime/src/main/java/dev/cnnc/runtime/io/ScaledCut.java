package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;

/**
 * The size that a picture is scaled to, and where in it the image begins that a network takes. The longer side is
 * rounded down and the place to the even number, as in torchvision's {@code Resize} and {@code CenterCrop}.
 */
record ScaledCut(long height, long width, long top, long left) {
    /**
     * @param picture height and width of the picture
     * @param image height and width of what is cut out
     */
    static ScaledCut of(ImageFit fit, Size picture, Size image) {
        if (!fit.covers(image.height, image.width)) {
            throw new CnncException("an image of " + image.height + "x" + image.width
                    + " cannot be cut out of pictures whose shorter side is " + fit.shorterSide());
        }
        if (!fit.crops()) {
            return new ScaledCut(image.height, image.width, 0, 0);
        }
        if (fit.shorterSide() > 0) {
            long shorter = Math.min(picture.height, picture.width);
            return middle(picture.height * fit.shorterSide() / shorter, picture.width * fit.shorterSide() / shorter,
                    image);
        }
        return picture.height * image.width >= picture.width * image.height
                ? middle(picture.height * image.width / picture.width, image.width, image)
                : middle(image.height, picture.width * image.height / picture.height, image);
    }

    private static ScaledCut middle(long height, long width, Size image) {
        return new ScaledCut(height, width, half(height - image.height), half(width - image.width));
    }

    private static long half(long rest) {
        return (long) Math.rint(rest / 2.0);
    }

    /** Wide numbers, since products of sides are compared. */
    record Size(long height, long width) {
    }
}
