package dev.cnnc.runtime.train;

/** The order in which an epoch visits the images: Fisher and Yates's shuffle over SplitMix64. */
public final class Shuffle {
    private static final long ORDER = 0x6F72646572L;

    private Shuffle() {
    }

    /** Fills {@code order} with 0, 1, … in the random order that belongs to this seed and epoch. */
    public static void fill(int[] order, long seed, int epoch) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        long stream = SplitMix64.stream(seed, ORDER, epoch);
        for (int i = order.length - 1; i > 0; i--) {
            int j = SplitMix64.below(stream, i, i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
