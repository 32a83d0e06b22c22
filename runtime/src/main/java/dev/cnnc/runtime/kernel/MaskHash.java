package dev.cnnc.runtime.kernel;

/**
 * Random numbers that are a function of a counter, so that any thread can compute any of them, and again in the
 * backward pass: the idea of J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC 2011), with cheaper
 * mixing. The finalisers are MurmurHash3's (A. Appleby), and C. Wellons' lowbias32; keys are mixed as in G. Steele,
 * D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
 */
public final class MaskHash {
    public static final int WEYL = 0x9E3779B9;
    public static final int MURMUR_1 = 0x85EBCA6B;
    public static final int MURMUR_2 = 0xC2B2AE35;
    public static final int LOWBIAS_1 = 0x7FEB352D;
    public static final int LOWBIAS_2 = 0x846CA68B;

    private MaskHash() {
    }

    /** 24 random bits for the element with this index. */
    public static int bits(int index, int key0, int key1) {
        int h = index * WEYL + key0;
        h = (h ^ (h >>> 16)) * MURMUR_1;
        h = (h ^ (h >>> 13)) * MURMUR_2;
        h = (h ^ (h >>> 16)) + key1;
        h = (h ^ (h >>> 16)) * LOWBIAS_1;
        h = (h ^ (h >>> 15)) * LOWBIAS_2;
        return (h ^ (h >>> 16)) >>> 8;
    }

    /** A key that depends on another key and a number. */
    public static long key(long key, long number) {
        long z = (key ^ number) + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
