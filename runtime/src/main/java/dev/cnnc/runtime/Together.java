package dev.cnnc.runtime;

/**
 * How many images of a batch go through the network together. With more of them each weight is read less often, but what
 * a layer leaves is no longer in a cache when the next one reads it.
 */
final class Together {
    /** Floats that stay in the second-level cache. */
    private static final int CACHED = 1 << 18;
    /**
     * So many weights for each float of the arena may be read for a single image; that is about what layers write and
     * read of their tensors. Measured with batches of 32: two to four of them (MobileNetV2, DenseNet-121) are best read
     * for every image, twelve (ResNet-18) for every second, 34 (VGG-16) for every eighth.
     */
    private static final int WEIGHTS = 8;
    /** Of more images nothing stays in any cache. */
    private static final int FEW = 4;

    private Together() {
    }

    /**
     * The number of images.
     *
     * @param floats   of the arena for one image
     * @param weights  of the network
     * @param capacity images at most
     */
    static int images(int floats, int weights, int capacity) {
        int cached = CACHED / Math.max(1, floats);
        if (cached >= FEW) {
            return Math.min(capacity, cached);
        }
        long few = Math.max(1, weights / ((long) WEIGHTS * floats) + 1);
        return few > FEW ? capacity : (int) Math.min(capacity, few);
    }
}
