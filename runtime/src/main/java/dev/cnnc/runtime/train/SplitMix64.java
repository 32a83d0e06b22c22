package dev.cnnc.runtime.train;

/**
 * SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. The state is a counter, so
 * that the numbers of image 7 in epoch 3 can be had without those of any other image, in any order and on any thread.
 */
public final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix64() {
    }

    /** The start of the stream that belongs to three keys; streams of different keys are unrelated. */
    public static long stream(long seed, long first, long second) {
        return mix(mix(mix(seed + GOLDEN_GAMMA) + first + GOLDEN_GAMMA) + second + GOLDEN_GAMMA);
    }

    /** Number {@code index} of a stream: 64 random bits. */
    public static long bits(long stream, int index) {
        return mix(stream + (index + 1L) * GOLDEN_GAMMA);
    }

    /**
     * Number {@code index} of a stream as a whole number from 0 to {@code bound - 1}. The upper 32 bits are scaled
     * (Lemire's method without its rejection): the bias is below bound / 2^32 and of no account here.
     */
    public static int below(long stream, int index, int bound) {
        return (int) ((bits(stream, index) >>> 32) * bound >>> 32);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
