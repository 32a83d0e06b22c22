package dev.cnnc.runtime.kernel;

/** In plain loops, with the operations in the order of the vectors' form. */
public final class LoopWinograd extends WinogradKernels {
    @Override
    public void input(int tile, float[] x, int x0, int xStep, int xNext, float[] y, int y0, int yStep, int yNext,
            int n, int count) {
        for (int run = 0; run < count; run++) {
            int from = x0 + run * xNext;
            int to = y0 + run * yNext;
            for (int i = 0; i < n; i++) {
                if (tile == 4) {
                    input4(x, from + i, xStep, y, to + i, yStep);
                } else {
                    input2(x, from + i, xStep, y, to + i, yStep);
                }
            }
        }
    }

    @Override
    public void output(int tile, float[] x, int x0, int xStep, int xNext, float[] y, int y0, int yStep, int yNext,
            int n, int count) {
        outputAbove(tile, Float.NEGATIVE_INFINITY, x, x0, xStep, xNext, y, y0, yStep, yNext, n, count);
    }

    @Override
    public void outputAbove(int tile, float low, float[] x, int x0, int xStep, int xNext, float[] y, int y0, int yStep,
            int yNext, int n, int count) {
        for (int run = 0; run < count; run++) {
            int from = x0 + run * xNext;
            int to = y0 + run * yNext;
            for (int i = 0; i < n; i++) {
                if (tile == 4) {
                    output4(x, from + i, xStep, low, false, 0, y, to + i, yStep);
                } else {
                    output2(x, from + i, xStep, low, false, 0, y, to + i, yStep);
                }
            }
        }
    }

    @Override
    public void outputAdded(int tile, float low, int add, float[] x, int x0, int xStep, int xNext, float[] y, int y0,
            int yStep, int yNext, int n, int count) {
        for (int run = 0; run < count; run++) {
            int from = x0 + run * xNext;
            int to = y0 + run * yNext;
            for (int i = 0; i < n; i++) {
                if (tile == 4) {
                    output4(x, from + i, xStep, low, true, add, y, to + i, yStep);
                } else {
                    output2(x, from + i, xStep, low, true, add, y, to + i, yStep);
                }
            }
        }
    }

    private static void input4(float[] x, int at, int step, float[] y, int to, int yStep) {
        float x0 = x[at];
        float x1 = x[at + step];
        float x2 = x[at + 2 * step];
        float x3 = x[at + 3 * step];
        float x4 = x[at + 4 * step];
        float x5 = x[at + 5 * step];
        float even = Math.fma(x2, -4, x4);
        float odd = Math.fma(x1, -4, x3);
        float near = x4 - x2;
        float far = x3 - x1;
        y[to] = Math.fma(x0, 4, Math.fma(x2, -5, x4));
        y[to + yStep] = even + odd;
        y[to + 2 * yStep] = even - odd;
        y[to + 3 * yStep] = Math.fma(far, 2, near);
        y[to + 4 * yStep] = Math.fma(far, -2, near);
        y[to + 5 * yStep] = Math.fma(x1, 4, Math.fma(x3, -5, x5));
    }

    private static void input2(float[] x, int at, int step, float[] y, int to, int yStep) {
        float x0 = x[at];
        float x1 = x[at + step];
        float x2 = x[at + 2 * step];
        float x3 = x[at + 3 * step];
        y[to] = x0 - x2;
        y[to + yStep] = x1 + x2;
        y[to + 2 * yStep] = x2 - x1;
        y[to + 3 * yStep] = x3 - x1;
    }

    private static void output4(float[] x, int at, int step, float low, boolean adds, int add, float[] y, int to,
            int yStep) {
        float x1 = x[at + step];
        float x2 = x[at + 2 * step];
        float x3 = x[at + 3 * step];
        float x4 = x[at + 4 * step];
        float sum = x1 + x2;
        float difference = x1 - x2;
        float sum2 = x3 + x4;
        float difference2 = x3 - x4;
        float y0 = x[at] + sum + sum2;
        float y1 = Math.fma(difference2, 2, difference);
        float y2 = Math.fma(sum2, 4, sum);
        float y3 = Math.fma(difference2, 8, difference) + x[at + 5 * step];
        put(y, to, y0, low, adds, add);
        put(y, to + yStep, y1, low, adds, add);
        put(y, to + 2 * yStep, y2, low, adds, add);
        put(y, to + 3 * yStep, y3, low, adds, add);
    }

    private static void output2(float[] x, int at, int step, float low, boolean adds, int add, float[] y, int to,
            int yStep) {
        float x1 = x[at + step];
        float x2 = x[at + 2 * step];
        float y0 = x[at] + x1 + x2;
        float y1 = x1 - x2 + x[at + 3 * step];
        put(y, to, y0, low, adds, add);
        put(y, to + yStep, y1, low, adds, add);
    }

    private static void put(float[] y, int to, float value, float low, boolean adds, int add) {
        y[to] = Math.max(adds ? value + y[add + to] : value, low);
    }
}
