package dev.cnnc.runtime;

/**
 * A batch's images as numbers, their classes, and what they are mixed with; filled anew for every batch.
 * {@link Prefetcher} guards its state.
 */
final class Batch {
    final float[] pixels;
    final int[] images;
    final int[] labels;
    final int[] otherLabels;
    final float[] shares;
    private int count;
    private int epoch;
    private int unclaimed;
    private int unprepared;
    private Throwable failure;
    private int failedAt;

    /**
     * @param capacity images
     * @param size numbers of an image
     */
    Batch(int capacity, int size) {
        pixels = new float[Math.multiplyExact(capacity, size)];
        images = new int[capacity];
        labels = new int[capacity];
        otherLabels = new int[capacity];
        shares = new float[capacity];
    }

    /** Takes {@code order[from]} to {@code order[from + count - 1]}, none of which is prepared yet. */
    void begin(int[] order, int from, int count, int epoch) {
        System.arraycopy(order, from, images, 0, count);
        this.count = count;
        this.epoch = epoch;
        unclaimed = count;
        unprepared = count;
        failure = null;
    }

    /** Images in this batch. */
    int count() {
        return count;
    }

    /** The number of the epoch that it belongs to. */
    int epoch() {
        return epoch;
    }

    boolean isClaimed() {
        return unclaimed == 0;
    }

    /** Takes up to {@code most} images for a thread to prepare, and gives the first one's place in the batch. */
    int claim(int most) {
        int first = count - unclaimed;
        unclaimed -= Math.min(most, unclaimed);
        return first;
    }

    /** Images were prepared, or one of them could not be. */
    void prepared(int images) {
        unprepared -= images;
    }

    boolean isPrepared() {
        return unprepared == 0;
    }

    /** Of several failures the first image's counts, whichever thread was quicker. */
    void failed(int at, Throwable thrown) {
        if (failure == null || at < failedAt) {
            failure = thrown;
            failedAt = at;
        }
    }

    /** Why an image could not be prepared; null if all are. */
    Throwable failure() {
        return failure;
    }
}
