package dev.cnnc.runtime.io;

/**
 * How a picture of any size becomes an image of the size that a network takes.
 *
 * @param kind {@link #STRETCH}'s or {@link #CROP}'s: {@code stretch} scales the whole picture, each axis by itself;
 *        {@code crop} scales it in its proportions until it covers the image, and cuts out the middle
 * @param shorterSide of {@code crop}, the pixels that the picture's shorter side is scaled to before the middle is cut
 *        out; 0 for as few as cover the image
 */
public record ImageFit(String kind, int shorterSide) {
    /** The whole picture, in other proportions if need be. */
    public static final ImageFit STRETCH = new ImageFit("stretch", 0);
    /** As much of the picture's middle as has the image's proportions. */
    public static final ImageFit CROP = new ImageFit("crop", 0);

    /** Checks that there is such a way. */
    public ImageFit {
        if (!kind.equals("stretch") && !kind.equals("crop")) {
            throw new IllegalArgumentException("pictures are fitted by stretch or crop, not by '" + kind + "'");
        }
        if (shorterSide < 0 || shorterSide > 0 && kind.equals("stretch")) {
            throw new IllegalArgumentException(kind + " with a shorter side of " + shorterSide);
        }
    }

    /** The middle of a picture whose shorter side has been scaled to so many pixels. */
    public static ImageFit cropOf(int shorterSide) {
        return new ImageFit(CROP.kind, shorterSide);
    }

    /** Whether something is cut off. */
    public boolean crops() {
        return kind.equals(CROP.kind);
    }

    /** Whether an image of this size can be cut out of any picture. */
    public boolean covers(long height, long width) {
        return shorterSide == 0 || shorterSide >= Math.max(height, width);
    }
}
