package dev.cnnc.runtime.kernel;

/**
 * The passes of a normalisation as plain loops, over the channels from {@code first} to the last. Those that sum add to
 * what {@code sums} holds, so that the last pixels can follow those that the vector form has done. They are described
 * in {@link ElementKernels}.
 */
public final class LoopNormalisation {
    private static final int ROWS = ElementKernels.SUM_ROWS;
    private static final int RECTIFIED_ROWS = ElementKernels.RECTIFIED_ROWS;

    private LoopNormalisation() {
    }

    public static void deviations(float[] x, int xAt, int pixels, int channels, int first, float[] centre,
            int centreAt, float[] sums, int sumsAt) {
        for (int from = 0; from < pixels; from += ROWS) {
            int to = Math.min(from + ROWS, pixels);
            for (int c = first; c < channels; c++) {
                float mid = centre[centreAt + c];
                float sum = 0;
                float squares = 0;
                for (int p = from; p < to; p++) {
                    float d = x[xAt + p * channels + c] - mid;
                    sum += d;
                    squares = Math.fma(d, d, squares);
                }
                sums[sumsAt + c] += sum;
                sums[sumsAt + channels + c] += squares;
            }
        }
    }

    public static void gradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, int first,
            float[] centre, int centreAt, float[] sums, int sumsAt) {
        for (int from = 0; from < pixels; from += ROWS) {
            int to = Math.min(from + ROWS, pixels);
            for (int c = first; c < channels; c++) {
                float mid = centre[centreAt + c];
                float sum = 0;
                float products = 0;
                for (int p = from; p < to; p++) {
                    int at = p * channels + c;
                    sum += dy[dyAt + at];
                    products = Math.fma(dy[dyAt + at], x[xAt + at] - mid, products);
                }
                sums[sumsAt + c] += sum;
                sums[sumsAt + channels + c] += products;
            }
        }
    }

    public static void rectifiedGradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            int first, float[] centreScaleShift, int at, Rectifier rectifier, float[] sums, int sumsAt) {
        float[] k = centreScaleShift;
        for (int from = 0; from < pixels; from += RECTIFIED_ROWS) {
            int to = Math.min(from + RECTIFIED_ROWS, pixels);
            for (int c = first; c < channels; c++) {
                float sum = 0;
                float products = 0;
                for (int p = from; p < to; p++) {
                    int i = p * channels + c;
                    float d = x[xAt + i] - k[at + c];
                    float z = Math.fma(d, k[at + channels + c], k[at + 2 * channels + c]);
                    float g = Math.fma(dy[dyAt + i], rectifier.derivative(z), 0);
                    sum += g;
                    products = Math.fma(g, d, products);
                }
                sums[sumsAt + c] += sum;
                sums[sumsAt + channels + c] += products;
            }
        }
    }

    public static void sumGradients(float[] x, int xAt, float[] y, int yAt, float[] dy, int dyAt, int pixels,
            int channels, int first, float[] centre, int centreAt, Rectifier rectifier, float[] g, int gAt,
            float[] sums, int sumsAt) {
        for (int from = 0; from < pixels; from += RECTIFIED_ROWS) {
            int to = Math.min(from + RECTIFIED_ROWS, pixels);
            for (int c = first; c < channels; c++) {
                float mid = centre[centreAt + c];
                float sum = 0;
                float products = 0;
                for (int p = from; p < to; p++) {
                    int i = p * channels + c;
                    float gradient = Math.fma(dy[dyAt + i], rectifier.derivative(y[yAt + i]), 0);
                    g[gAt + i] = gradient;
                    sum += gradient;
                    products = Math.fma(gradient, x[xAt + i] - mid, products);
                }
                sums[sumsAt + c] += sum;
                sums[sumsAt + channels + c] += products;
            }
        }
    }

    public static void normalise(float[] x, int xAt, int pixels, int channels, int first, float[] centreScaleShift,
            int at, float[] y, int yAt) {
        float[] k = centreScaleShift;
        for (int p = 0; p < pixels; p++) {
            int pixel = p * channels;
            for (int c = first; c < channels; c++) {
                float d = x[xAt + pixel + c] - k[at + c];
                y[yAt + pixel + c] = Math.fma(d, k[at + channels + c], k[at + 2 * channels + c]);
            }
        }
    }

    public static void rectify(float[] x, int xAt, int pixels, int channels, int first, float[] centreScaleShift,
            int at, Rectifier rectifier, float[] y, int yAt) {
        float[] k = centreScaleShift;
        for (int p = 0; p < pixels; p++) {
            int pixel = p * channels;
            for (int c = first; c < channels; c++) {
                float d = x[xAt + pixel + c] - k[at + c];
                y[yAt + pixel + c] =
                        rectifier.apply(Math.fma(d, k[at + channels + c], k[at + 2 * channels + c]));
            }
        }
    }

    public static void rectifySum(float[] x, int xAt, float[] r, int rAt, int pixels, int channels, int first,
            float[] centreScaleShift, int at, Rectifier rectifier, float[] y, int yAt) {
        float[] k = centreScaleShift;
        for (int p = 0; p < pixels; p++) {
            int pixel = p * channels;
            for (int c = first; c < channels; c++) {
                float d = x[xAt + pixel + c] - k[at + c];
                float z = Math.fma(d, k[at + channels + c], k[at + 2 * channels + c]) + r[rAt + pixel + c];
                y[yAt + pixel + c] = rectifier.apply(z);
            }
        }
    }

    public static void normaliseGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            int first, float[] coefficients, int at, boolean accumulate, float[] dx, int dxAt) {
        float[] k = coefficients;
        for (int p = 0; p < pixels; p++) {
            int pixel = p * channels;
            for (int c = first; c < channels; c++) {
                float d = x[xAt + pixel + c] - k[at + c];
                float g = Math.fma(d, k[at + 2 * channels + c], k[at + 3 * channels + c]);
                g = Math.fma(dy[dyAt + pixel + c], k[at + channels + c], g);
                dx[dxAt + pixel + c] = accumulate ? dx[dxAt + pixel + c] + g : g;
            }
        }
    }

    public static void rectifiedGradient(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels,
            int first, float[] coefficients, int at, Rectifier rectifier, float[] dx, int dxAt) {
        float[] k = coefficients;
        for (int p = 0; p < pixels; p++) {
            int pixel = p * channels;
            for (int c = first; c < channels; c++) {
                float d = x[xAt + pixel + c] - k[at + c];
                float z = Math.fma(d, k[at + channels + c], k[at + 4 * channels + c]);
                float g = Math.fma(dy[dyAt + pixel + c], rectifier.derivative(z), 0);
                dx[dxAt + pixel + c] = Math.fma(g, k[at + channels + c],
                        Math.fma(d, k[at + 2 * channels + c], k[at + 3 * channels + c]));
            }
        }
    }
}
