package dev.cnnc.runtime;

import dev.cnnc.runtime.train.Shuffle;

/** Which images are in which batch, epoch after epoch. The order follows from the seed and the epoch's number alone. */
final class BatchOrder {
    private final int batch;
    private final long seed;
    private final int[] order;
    private int epoch;
    private int epochsLeft;
    private int from;

    /**
     * @param batch the images of a batch; the last of an epoch may have fewer
     * @param epoch the number of the first epoch, which decides its order
     * @param epochs how many there are, the first included
     * @param from how many images of the first epoch are left out, because a training has seen them
     */
    BatchOrder(int images, int batch, long seed, int epoch, int epochs, int from) {
        this.batch = batch;
        this.seed = seed;
        this.order = new int[images];
        this.epoch = epoch;
        this.epochsLeft = epochs;
        this.from = from;
        if (epochs > 0) {
            Shuffle.fill(order, seed, epoch);
        }
    }

    /** Whether there is a batch to come. */
    boolean hasNext() {
        return epochsLeft > 1 || epochsLeft == 1 && from < order.length;
    }

    /** Says which images are in the next batch. */
    void next(Batch to) {
        if (from == order.length) {
            from = 0;
            epoch++;
            epochsLeft--;
            Shuffle.fill(order, seed, epoch);
        }
        int count = Math.min(batch, order.length - from);
        to.begin(order, from, count, epoch);
        from += count;
    }
}
