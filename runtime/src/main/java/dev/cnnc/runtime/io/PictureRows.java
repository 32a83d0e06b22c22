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
}
