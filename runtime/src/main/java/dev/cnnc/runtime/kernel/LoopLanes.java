package dev.cnnc.runtime.kernel;

/**
 * Loops over lanes that C2 vectorises: every array is indexed by the loop's own variable, and there are few enough nodes
 * for the loop to be unrolled.
 */
final class LoopLanes {
    /** The most that a loop has; the first and the last few take as long as a hundred between them. */
    static final int MOST = 512;
    /**
     * With its header of 16 bytes such an array fills whole lines of the cache, so that arrays made one after another
     * begin at the same place in a line: where a vector begins a line in one, it does in all.
     */
    static final int LENGTH = MOST + 12;

    private LoopLanes() {
    }

    /** How many of {@code count} a share has: equal shares of {@code most} at most, not full ones and a small one. */
    static int share(int count, int most) {
        int shares = Math.max(1, (count + most - 1) / most);
        return (count + shares - 1) / shares;
    }

    /** Copies {@code width} numbers each from {@code count} places one behind the other, at once if they already are. */
    static void copy(float[] x, int from, int step, int count, int width, float[] lanes, int to) {
        if (step == width) {
            System.arraycopy(x, from, lanes, to, count * width);
            return;
        }
        for (int i = 0; i < count; i++) {
            System.arraycopy(x, from + i * step, lanes, to + i * width, width);
        }
    }

    /** Adds two terms to each of three columns: with a fourth, or a third term, C2 finds the loop too large. */
    static void add(int n, float[] s0, float[] s1, float[] s2, float[] t0, float[] t1, float f00, float f01, float f10,
            float f11, float f20, float f21) {
        for (int i = 0; i < n; i++) {
            float x0 = t0[i];
            float x1 = t1[i];
            s0[i] = s0[i] + x0 * f00 + x1 * f01;
            s1[i] = s1[i] + x0 * f10 + x1 * f11;
            s2[i] = s2[i] + x0 * f20 + x1 * f21;
        }
    }

    static void add(int n, float[] sum, float[] t0, float[] t1, float[] t2, float[] t3, float f0, float f1, float f2,
            float f3) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] + t0[i] * f0 + t1[i] * f1 + t2[i] * f2 + t3[i] * f3;
        }
    }

    static void add(int n, float[] sum, float[] term, float factor) {
        for (int i = 0; i < n; i++) {
            sum[i] += term[i] * factor;
        }
    }

    static void addProducts(int n, float[] sum, float[] a, float[] b) {
        for (int i = 0; i < n; i++) {
            sum[i] += a[i] * b[i];
        }
    }

    static void addProducts(int n, float[] sum, float[] a, float[] b, float[] c, float[] d) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] + a[i] * b[i] + c[i] * d[i];
        }
    }

    static void addProducts(int n, float[] sum, float[] a, float[] b, float[] c, float[] d, float[] e, float[] f) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] + a[i] * b[i] + c[i] * d[i] + e[i] * f[i];
        }
    }

    static void add(int n, float[] sum, float[] other) {
        for (int i = 0; i < n; i++) {
            sum[i] += other[i];
        }
    }

    static void raise(int n, float[] sum, float[] other) {
        for (int i = 0; i < n; i++) {
            sum[i] = Math.max(sum[i], other[i]);
        }
    }

    private static void raise(int n, float[] sum, float low) {
        if (low == Float.NEGATIVE_INFINITY) {
            return;
        }
        for (int i = 0; i < n; i++) {
            sum[i] = Math.max(sum[i], low);
        }
    }

    static void multiply(int n, float[] sum, float factor) {
        for (int i = 0; i < n; i++) {
            sum[i] *= factor;
        }
    }

    static void scale(int n, float[] sum, float factor, float offset) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] * factor + offset;
        }
    }

    static void scale(int n, float[] sum, float[] factors, float[] offsets) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] * factors[i] + offsets[i];
        }
    }

    static void clamp(int n, float[] sum, float low, float high) {
        if (high == Float.POSITIVE_INFINITY) {
            raise(n, sum, low);
            return;
        }
        for (int i = 0; i < n; i++) {
            sum[i] = Math.min(Math.max(sum[i], low), high);
        }
    }
}
