package dev.cnnc.runtime.kernel;

/**
 * Loops over lanes that C2 vectorises: every array is indexed by the loop's own variable, and there are few enough nodes
 * for the loop to be unrolled.
 */
final class LoopLanes {
    private LoopLanes() {
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

    static void add(int n, float[] sum, float[] t0, float[] t1, float f0, float f1) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] + t0[i] * f0 + t1[i] * f1;
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
        for (int i = 0; i < n; i++) {
            sum[i] = Math.min(Math.max(sum[i], low), high);
        }
    }
}
