package dev.cnnc.runtime.op;

/** How the rows of an image, or other things, are cut into bands: as even as can be, and as many for every thread. */
final class Bands {
    private Bands() {
    }

    /**
     * How many bands.
     *
     * @param height  of the image in rows
     * @param highest rows of a band at most
     * @param least   bands that are wanted at least
     * @param threads that take one band after another, until there is none left: without a multiple of them, some would
     *                wait for a whole band of the others
     */
    static int count(int height, int highest, int least, int threads) {
        int bands = Math.max(least, (height + highest - 1) / highest);
        return bands == 1 ? 1 : Math.min(height, (bands + threads - 1) / threads * threads);
    }

    /** The first row of a band. */
    static int begin(int height, int bands, int band) {
        return (int) ((long) height * band / bands);
    }
}
