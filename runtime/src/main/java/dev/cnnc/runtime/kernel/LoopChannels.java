package dev.cnnc.runtime.kernel;

/**
 * Plain loops over pixels and channels. Each does the channels from {@code first} to the last, so that the vector form
 * can leave the channels that fill no vector to them. The operations are described in {@link ElementKernels}.
 */
public final class LoopChannels {
    private static final int BLOCK = ElementKernels.SUM_BLOCK;

    private LoopChannels() {
    }

    public static void sums(float[] x, int xAt, int pixels, int channels, int first, float[] sums, int sumsAt) {
        for (int c = first; c < channels; c++) {
            float total = 0;
            for (int from = 0; from < pixels; from += BLOCK) {
                float sum = 0;
                for (int p = from; p < Math.min(from + BLOCK, pixels); p++) {
                    sum += x[xAt + p * channels + c];
                }
                total += sum;
            }
            sums[sumsAt + c] = total;
        }
    }

    public static void dots(float[] a, int aAt, float[] b, int bAt, int pixels, int channels, int first, float[] sums,
            int sumsAt) {
        for (int c = first; c < channels; c++) {
            float total = 0;
            for (int from = 0; from < pixels; from += BLOCK) {
                float sum = 0;
                for (int p = from; p < Math.min(from + BLOCK, pixels); p++) {
                    sum = Math.fma(a[aAt + p * channels + c], b[bAt + p * channels + c], sum);
                }
                total += sum;
            }
            sums[sumsAt + c] = total;
        }
    }

    public static void deviations(float[] x, int xAt, int pixels, int channels, int first, float[] centre,
            int centreAt, float[] sums, int sumsAt) {
        for (int c = first; c < channels; c++) {
            float mid = centre[centreAt + c];
            float total = 0;
            float totalSquares = 0;
            for (int from = 0; from < pixels; from += BLOCK) {
                float sum = 0;
                float squares = 0;
                for (int p = from; p < Math.min(from + BLOCK, pixels); p++) {
                    float d = x[xAt + p * channels + c] - mid;
                    sum += d;
                    squares = Math.fma(d, d, squares);
                }
                total += sum;
                totalSquares += squares;
            }
            sums[sumsAt + c] = total;
            sums[sumsAt + channels + c] = totalSquares;
        }
    }

    public static void gradients(float[] x, int xAt, float[] dy, int dyAt, int pixels, int channels, int first,
            float[] centre, int centreAt, float[] sums, int sumsAt) {
        for (int c = first; c < channels; c++) {
            float mid = centre[centreAt + c];
            float total = 0;
            float totalProducts = 0;
            for (int from = 0; from < pixels; from += BLOCK) {
                float sum = 0;
                float products = 0;
                for (int p = from; p < Math.min(from + BLOCK, pixels); p++) {
                    float g = dy[dyAt + p * channels + c];
                    sum += g;
                    products = Math.fma(g, x[xAt + p * channels + c] - mid, products);
                }
                total += sum;
                totalProducts += products;
            }
            sums[sumsAt + c] = total;
            sums[sumsAt + channels + c] = totalProducts;
        }
    }

    public static void scale(float[] x, int xAt, int pixels, int channels, int first, float[] factors, int factorsAt,
            float[] y, int yAt) {
        for (int p = 0; p < pixels; p++) {
            int pixel = p * channels;
            for (int c = first; c < channels; c++) {
                y[yAt + pixel + c] = x[xAt + pixel + c] * factors[factorsAt + c];
            }
        }
    }

    public static void scaleAdd(float[] x, int xAt, int pixels, int channels, int first, float[] factors,
            int factorsAt, float[] y, int yAt) {
        for (int p = 0; p < pixels; p++) {
            int pixel = p * channels;
            for (int c = first; c < channels; c++) {
                y[yAt + pixel + c] = Math.fma(x[xAt + pixel + c], factors[factorsAt + c], y[yAt + pixel + c]);
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
}
