package dev.cnnc.runtime.kernel;

/**
 * Random numbers that are a function of a counter, so that any thread can compute any of them, and again in the
 * backward pass: the idea of J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), with cheaper
 * mixing. The finalisers are MurmurHash3's (A. Appleby), and C. Wellons' lowbias32; keys are mixed as in G. Steele,
 * D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
 */
public final class MaskHash {
    /** How many elements are done together. */
    static final int BLOCK = 1024;

    private static final ThreadLocal<int[]> SCRATCH = ThreadLocal.withInitial(() -> new int[BLOCK]);
    /** Multiples of the golden ratio, 2^32 times over: what tells the elements of a block apart. */
    private static final int[] WEYL = new int[BLOCK];
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    static {
        for (int i = 0; i < BLOCK; i++) {
            WEYL[i] = i * GOLDEN_RATIO;
        }
    }

    private MaskHash() {
    }

    /** This thread's block of ints. */
    static int[] scratch() {
        return SCRATCH.get();
    }

    /**
     * For n elements from an index on: the bits of {@code factor} where the element's 24 random bits are at least the
     * threshold, else 0. The loop has neither branches nor floats, so that C2 vectorises it.
     */
    static void factors(int first, int key0, int key1, int threshold, float factor, int[] out, int n) {
        int start = first * GOLDEN_RATIO + key0;
        int bits = Float.floatToRawIntBits(factor);
        int limit = threshold - 1;
        for (int i = 0; i < n; i++) {
            int h = WEYL[i] + start;
            h = (h ^ (h >>> 16)) * 0x85EBCA6B;
            h = (h ^ (h >>> 13)) * 0xC2B2AE35;
            h = (h ^ (h >>> 16)) + key1;
            h = (h ^ (h >>> 16)) * 0x7FEB352D;
            h = (h ^ (h >>> 15)) * 0x846CA68B;
            h = (h ^ (h >>> 16)) >>> 8;
            // All ones where h is at least the threshold: of numbers below 2^24 the difference cannot overflow.
            out[i] = ((limit - h) >> 31) & bits;
        }
    }

    /** A key that depends on another key and a number. */
    public static long key(long key, long number) {
        long z = (key ^ number) + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
