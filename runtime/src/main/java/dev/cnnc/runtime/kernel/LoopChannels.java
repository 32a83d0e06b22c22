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
}
