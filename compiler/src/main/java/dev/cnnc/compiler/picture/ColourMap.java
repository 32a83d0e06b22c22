package dev.cnnc.compiler.picture;

/**
 * Colours for numbers. Lightness grows evenly with the number, so that equal steps look equal, on paper without colour
 * and to most who are colour-blind too.
 */
public enum ColourMap {
    /** Dark violet to yellow. Anchors of viridis (S. van der Walt and N. Smith, 2015, CC0), linear between them. */
    VIRIDIS(0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725),
    /** Black over red to light yellow. Anchors of inferno (by the same, CC0). */
    INFERNO(0x000004, 0x1b0c42, 0x4b0c6b, 0x781c6d, 0xa52c60, 0xcf4446, 0xed6925, 0xfb9a06, 0xf7d03c, 0xfcffa4),
    /** Blue over white to red: the middle is zero. */
    DIVERGING(0x12396b, 0x2f79b5, 0x8fbfdb, 0xf7f7f7, 0xf4a582, 0xcb4740, 0x6b0f20),
    /** Black to white. */
    GREY(0x000000, 0xffffff);

    private final int[] anchors;

    ColourMap(int... anchors) {
        this.anchors = anchors;
    }

    /** The colour, 0xRRGGBB, of a number from 0 to 1; what lies outside has that of the nearer end, NaN is magenta. */
    public int colour(double value) {
        if (Double.isNaN(value)) {
            return 0xff00ff;
        }
        double place = Math.max(0, Math.min(1, value)) * (anchors.length - 1);
        int below = Math.min((int) place, anchors.length - 2);
        return blend(anchors[below], anchors[below + 1], place - below);
    }

    /** So much of the second colour over the first, 0 to 1. */
    public static int blend(int first, int second, double share) {
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = first >> shift & 255;
            int to = second >> shift & 255;
            colour |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return colour;
    }
}
