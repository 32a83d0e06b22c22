package dev.cnnc.runtime.kernel;

/**
 * Plain loops over windows, for the channels from {@code first} to the last. The operations are described in
 * {@link ElementKernels}.
 */
public final class LoopWindows {
    private LoopWindows() {
    }

    public static void max(float[] x, int xAt, Windows windows, int first, float[] y, int yAt, int count) {
        int channels = windows.channels();
        for (int w = 0; w < count; w++) {
            for (int c = first; c < channels; c++) {
                y[yAt + w * channels + c] = largest(x, xAt + w * windows.step() + c, windows);
            }
        }
    }

    private static float largest(float[] x, int at, Windows windows) {
        float max = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < windows.height(); row++) {
            int tap = at + row * windows.rowStride();
            for (int column = 0; column < windows.width(); column++) {
                max = Math.max(max, x[tap]);
                tap += windows.channels();
            }
        }
        return max;
    }

    public static void maxGradient(float[] x, int xAt, Windows windows, int first, float[] dy, int dyAt, int count,
            float[] dx, int dxAt) {
        int channels = windows.channels();
        for (int w = 0; w < count; w++) {
            for (int c = first; c < channels; c++) {
                int tap = firstLargest(x, xAt + w * windows.step() + c, windows);
                if (tap >= 0) {
                    dx[dxAt - xAt + tap] += dy[dyAt + w * channels + c];
                }
            }
        }
    }

    /** The index of the first of the largest taps; -1 if one is NaN. Without branches that depend on the values. */
    private static int firstLargest(float[] x, int at, Windows windows) {
        int best = at;
        float max = x[at];
        boolean ordered = true;
        for (int row = 0; row < windows.height(); row++) {
            int tap = at + row * windows.rowStride();
            for (int column = 0; column < windows.width(); column++) {
                float value = x[tap];
                best = value > max ? tap : best;
                max = Math.max(max, value);
                ordered &= value == value;
                tap += windows.channels();
            }
        }
        return ordered ? best : -1;
    }

    public static void sum(float[] x, int xAt, Windows windows, int first, float factor, float[] y, int yAt,
            int count) {
        if (windows.height() == 2 && windows.width() == 2) {
            sumOfFour(x, xAt, windows, first, factor, y, yAt, count);
            return;
        }
        int channels = windows.channels();
        for (int w = 0; w < count; w++) {
            for (int c = first; c < channels; c++) {
                float sum = 0;
                for (int row = 0; row < windows.height(); row++) {
                    int tap = xAt + w * windows.step() + c + row * windows.rowStride();
                    for (int column = 0; column < windows.width(); column++) {
                        sum += x[tap];
                        tap += channels;
                    }
                }
                y[yAt + w * channels + c] = sum * factor;
            }
        }
    }

    /** The most common window, whose loops would take longer than its sums. */
    private static void sumOfFour(float[] x, int xAt, Windows windows, int first, float factor, float[] y, int yAt,
            int count) {
        int channels = windows.channels();
        for (int w = 0; w < count; w++) {
            int above = xAt + w * windows.step();
            int below = above + windows.rowStride();
            int to = yAt + w * channels;
            for (int c = first; c < channels; c++) {
                y[to + c] = (x[above + c] + x[above + channels + c] + x[below + c] + x[below + channels + c]) * factor;
            }
        }
    }

    public static void spread(float[] dy, int dyAt, int count, float factor, Windows windows, int first, float[] dx,
            int dxAt) {
        int channels = windows.channels();
        for (int w = 0; w < count; w++) {
            for (int c = first; c < channels; c++) {
                float g = dy[dyAt + w * channels + c] * factor;
                for (int row = 0; row < windows.height(); row++) {
                    int tap = dxAt + w * windows.step() + c + row * windows.rowStride();
                    for (int column = 0; column < windows.width(); column++) {
                        dx[tap] += g;
                        tap += channels;
                    }
                }
            }
        }
    }
}
