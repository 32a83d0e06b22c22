package dev.cnnc.runtime.op;

/**
 * The numbers of an image under a kernel, channel by channel, each row by row, as a filter's weights lie; zeros beyond
 * the edge.
 *
 * @param x the image
 * @param y as many pixels as the kernel has places
 */
record Patches(Layout x, Layout y, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int padTop,
        int padLeft) {
    /** Numbers of a patch. */
    int size() {
        return Math.multiplyExact(x.channels(), Math.multiplyExact(kernelHeight, kernelWidth));
    }

    private int taps() {
        return kernelHeight * kernelWidth;
    }

    /** Where in the image an element of the kernel lies, or -1 for outside. */
    private int place(int position, int tap) {
        int row = position / y.width() * strideHeight - padTop + tap / kernelWidth;
        int column = position % y.width() * strideWidth - padLeft + tap % kernelWidth;
        boolean inside = row >= 0 && row < x.height() && column >= 0 && column < x.width();
        return inside ? row * x.rowStride() + column * x.channels() : -1;
    }

    /**
     * Copies a patch.
     *
     * @param image where in {@code from} the image begins
     * @param step  from one number to the next in {@code to}
     */
    void gather(int position, float[] from, int image, float[] to, int at, int step) {
        int channelStep = taps() * step;
        for (int tap = 0; tap < taps(); tap++) {
            int place = place(position, tap);
            int out = at + tap * step;
            for (int channel = 0; channel < x.channels(); channel++) {
                to[out] = place < 0 ? 0 : from[image + place + channel];
                out += channelStep;
            }
        }
    }

    /** Adds a patch to an image. */
    void scatter(int position, float[] from, int at, float[] to, int image) {
        for (int tap = 0; tap < taps(); tap++) {
            int place = place(position, tap);
            if (place >= 0) {
                for (int channel = 0; channel < x.channels(); channel++) {
                    to[image + place + channel] += from[at + channel * taps() + tap];
                }
            }
        }
    }
}
