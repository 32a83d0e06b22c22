package dev.cnnc.runtime.kernel;

import java.util.Arrays;

/**
 * Largest numbers and sums of windows. The lanes are the channels of several windows, or some channels of one, which are
 * copied next to each other; the operations and their order are those of {@link LoopWindows}.
 */
final class LoopPools {
    private final float[] results = new float[LoopLanes.LENGTH];
    private final float[] taps = new float[LoopLanes.LENGTH];

    void max(float[] x, int xAt, Windows windows, float[] y, int yAt, int count) {
        pool(x, xAt, windows, true, 1, y, yAt, count);
    }

    void sum(float[] x, int xAt, Windows windows, float factor, float[] y, int yAt, int count) {
        pool(x, xAt, windows, false, factor, y, yAt, count);
    }

    private void pool(float[] x, int xAt, Windows windows, boolean max, float factor, float[] y, int yAt, int count) {
        int channels = windows.channels();
        int part = LoopLanes.share(channels, LoopLanes.MOST);
        int together = LoopLanes.MOST / part;
        for (int first = 0; first < channels; first += part) {
            int width = Math.min(part, channels - first);
            for (int w = 0; w < count; w += together) {
                int some = Math.min(together, count - w);
                int n = some * width;
                Arrays.fill(results, 0, n, max ? Float.NEGATIVE_INFINITY : 0);
                for (int tap = 0; tap < windows.height() * windows.width(); tap++) {
                    int from = xAt + w * windows.step() + tap / windows.width() * windows.rowStride()
                            + tap % windows.width() * channels + first;
                    LoopLanes.copy(x, from, windows.step(), some, width, taps, 0);
                    if (max) {
                        LoopLanes.raise(n, results, taps);
                    } else {
                        LoopLanes.add(n, results, taps);
                    }
                }
                if (!max) {
                    LoopLanes.multiply(n, results, factor);
                }
                for (int i = 0; i < some; i++) {
                    System.arraycopy(results, i * width, y, yAt + (w + i) * channels + first, width);
                }
            }
        }
    }
}
