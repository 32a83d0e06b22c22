package dev.cnnc.runtime.kernel;

/** One number after another, with the operations in the order of the vectors' form. */
public final class ScalarWinograd extends WinogradKernels {
    private static final int MOST = 36;

    private final ThreadLocal<float[]> halves = new ThreadLocal<>() {
        @Override
        protected float[] initialValue() {
            return new float[MOST];
        }
    };

    @Override
    public void combine(float a, float b, float c, float[] x, int first, int step, float[] to, int at, int n) {
        for (int i = 0; i < n; i++) {
            to[at + i] = a * x[first + i] + (b * x[first + step + i] + c * x[first + 2 * step + i]);
        }
    }

    @Override
    public void input(int tile, float[] x, int x0, int xRow, int xColumn, int xNext, float[] y, int y0, int plane,
            int yNext, int n, int count) {
        float[] half = halves.get();
        int size = tile + 2;
        for (int each = 0; each < count; each++) {
            for (int i = 0; i < n; i++) {
                int from = x0 + each * xNext + i;
                int to = y0 + each * yNext + i;
                for (int k = 0; k < size; k++) {
                    inputs(tile, x, from + k * xColumn, xRow, half, k, size);
                }
                for (int k = 0; k < size; k++) {
                    inputs(tile, half, k * size, 1, y, to + k * size * plane, plane);
                }
            }
        }
    }

    @Override
    public void output(int tile, float[] x, int x0, int plane, int xNext, float[] y, int y0, int yRow,
            int yColumn, int yNext, int n, int count) {
        float[] half = halves.get();
        for (int each = 0; each < count; each++) {
            for (int i = 0; i < n; i++) {
                outputs(tile, x, x0 + each * xNext + i, plane, half);
                int to = y0 + each * yNext + i;
                for (int k = 0; k < tile * tile; k++) {
                    y[to + k / tile * yRow + k % tile * yColumn] = half[k];
                }
            }
        }
    }

    @Override
    public void outputAdded(int tile, int add, float[] x, int x0, int plane, int xNext, float[] y, int y0,
            int yRow, int yColumn, int yNext, int n, int count) {
        float[] half = halves.get();
        for (int each = 0; each < count; each++) {
            for (int i = 0; i < n; i++) {
                outputs(tile, x, x0 + each * xNext + i, plane, half);
                int to = y0 + each * yNext + i;
                for (int k = 0; k < tile * tile; k++) {
                    int at = to + k / tile * yRow + k % tile * yColumn;
                    y[at] = half[k] + y[add + at];
                }
            }
        }
    }

    @Override
    public void largest(float[] x, int x0, int xRow, int xColumn, float[] y, int y0, int yRow, int yColumn, int rows,
            int columns, int n) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int from = x0 + 2 * (row * xRow + column * xColumn);
                int to = y0 + row * yRow + column * yColumn;
                for (int i = from; i < from + n; i++) {
                    y[to++] = Math.max(Math.max(x[i], x[i + xColumn]), Math.max(x[i + xRow], x[i + xRow + xColumn]));
                }
            }
        }
    }

    /** Both dimensions of one tile; the result is row by row in {@code half}. */
    private static void outputs(int tile, float[] x, int from, int plane, float[] half) {
        int size = tile + 2;
        for (int k = 0; k < size; k++) {
            outputs(tile, x, from + k * plane, size * plane, half, k, size);
        }
        for (int k = 0; k < tile; k++) {
            outputs(tile, half, k * size, 1, half, k * tile, 1);
        }
    }

    private static void inputs(int tile, float[] x, int at, int step, float[] y, int to, int yStep) {
        float x0 = x[at];
        float x1 = x[at + step];
        float x2 = x[at + 2 * step];
        float x3 = x[at + 3 * step];
        if (tile == 2) {
            y[to] = x0 - x2;
            y[to + yStep] = x1 + x2;
            y[to + 2 * yStep] = x2 - x1;
            y[to + 3 * yStep] = x3 - x1;
            return;
        }
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

    /** y may be x itself: all is read before anything is written. */
    private static void outputs(int tile, float[] x, int at, int step, float[] y, int to, int yStep) {
        float x0 = x[at];
        float x1 = x[at + step];
        float x2 = x[at + 2 * step];
        float x3 = x[at + 3 * step];
        float sum = x1 + x2;
        float difference = x1 - x2;
        if (tile == 2) {
            y[to] = x0 + x1 + x2;
            y[to + yStep] = difference + x3;
            return;
        }
        float x4 = x[at + 4 * step];
        float x5 = x[at + 5 * step];
        float sum2 = x3 + x4;
        float difference2 = x3 - x4;
        y[to] = x0 + sum + sum2;
        y[to + yStep] = Math.fma(difference2, 2, difference);
        y[to + 2 * yStep] = Math.fma(sum2, 4, sum);
        y[to + 3 * yStep] = Math.fma(difference2, 8, difference) + x5;
    }
}
