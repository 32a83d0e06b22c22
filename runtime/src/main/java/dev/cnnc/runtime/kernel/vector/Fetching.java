package dev.cnnc.runtime.kernel.vector;

/** Brings memory into the caches; see {@link dev.cnnc.runtime.kernel.ProductKernels#fetch}. */
final class Fetching {
    /** Floats of a cache line. */
    private static final int LINE = 16;

    private Fetching() {
    }

    /** Reads a float of every line. Their sum is written, as the compiler drops what is read for nothing. */
    static void lines(float[] start, int from, int count, float[] sum, int at) {
        float one = 0;
        float two = 0;
        float three = 0;
        float four = 0;
        int last = from + count - 3 * LINE;
        for (int i = from; i < last; i += 4 * LINE) {
            one += start[i];
            two += start[i + LINE];
            three += start[i + 2 * LINE];
            four += start[i + 3 * LINE];
        }
        sum[at] = one + two + three + four;
    }
}
