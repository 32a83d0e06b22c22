package dev.cnnc.runtime.train;

/**
 * Random changes to a training image that leave its class as it is: moved by up to {@code shift} pixels in each
 * direction (what comes in from outside is 0, a black pixel), and with probability one half mirrored left to right.
 * The change depends on the seed, the epoch and the image's number alone, so neither the order of the images nor the
 * number of threads changes it.
 *
 * @param flip whether half of the images are mirrored
 * @param shift the largest move in pixels, 0 for none; each move of -shift to shift is equally likely
 */
public record Augmentation(boolean flip, int shift) {
    /** No change. */
    public static final Augmentation NONE = new Augmentation(false, 0);

    /** Checks the shift. */
    public Augmentation {
        if (shift < 0) {
            throw new IllegalArgumentException("a shift must be 0 or more pixels, but is " + shift);
        }
    }

    /** Whether images are left as they are. */
    public boolean isNone() {
        return !flip && shift == 0;
    }

    /**
     * Writes the changed image.
     *
     * @param from the image, height x width x channels bytes
     * @param to where the changed image goes, from its first byte on; not the same array as {@code from}
     */
    public void apply(byte[] from, byte[] to, int height, int width, int channels, long seed, int epoch, int image) {
        long stream = SplitMix64.stream(seed, epoch, image);
        boolean mirrored = flip && SplitMix64.bits(stream, 0) < 0;
        int down = shift == 0 ? 0 : SplitMix64.below(stream, 1, 2 * shift + 1) - shift;
        int right = shift == 0 ? 0 : SplitMix64.below(stream, 2, 2 * shift + 1) - shift;
        for (int row = 0; row < height; row++) {
            int sourceRow = row - down;
            boolean outside = sourceRow < 0 || sourceRow >= height;
            for (int column = 0; column < width; column++) {
                int moved = column - right;
                int at = (row * width + column) * channels;
                int source = (sourceRow * width + (mirrored ? width - 1 - moved : moved)) * channels;
                for (int c = 0; c < channels; c++) {
                    to[at + c] = outside || moved < 0 || moved >= width ? 0 : from[source + c];
                }
            }
        }
    }
}
