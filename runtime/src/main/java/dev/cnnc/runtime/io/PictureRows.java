package dev.cnnc.runtime.io;

/** A picture as {@link ImageScaler} reads it: row after row, with one channel for grey or three for colours. */
interface PictureRows {
    int height();

    int width();

    /**
     * A row's pixels, 0 to 255, what is transparent being laid on white.
     *
     * @return an array that the next call overwrites
     */
    float[] read(int y);

    /** Grey by the weights of ITU-R BT.601. */
    static float grey(float red, float green, float blue) {
        return (299f * red + 587f * green + 114f * blue) / 1000f;
    }

    /** A sample of this opacity, 0 to 1, laid on white. */
    static float onWhite(float opacity, float sample) {
        return opacity * sample + 255f * (1f - opacity);
    }

    /** Puts a coloured pixel into a row of one channel or three. */
    static void put(float[] row, int x, int channels, float opacity, int red, int green, int blue) {
        float first = onWhite(opacity, red);
        float second = onWhite(opacity, green);
        float third = onWhite(opacity, blue);
        if (channels == 1) {
            row[x] = grey(first, second, third);
        } else {
            row[3 * x] = first;
            row[3 * x + 1] = second;
            row[3 * x + 2] = third;
        }
    }
}
