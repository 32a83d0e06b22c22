package dev.cnnc.compiler.visual;

/** A Gaussian blur of three pixels each way, edges repeated. */
final class Blur {

    private static final int REACH = 3;

    private Blur() {}

    /** Smooths an image that begins at {@code from}, in the order height, width, channel. */
    static void apply(float[] pixels, int from, int height, int width, int channels, double sigma) {
        double[] kernel = kernel(sigma);
        along(pixels, from, height * channels, width, kernel, channels, width * channels, channels);
        along(pixels, from, width * channels, height, kernel, width * channels, 1, width * channels);
    }

    private static double[] kernel(double sigma) {
        double[] kernel = new double[2 * REACH + 1];
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = Math.exp(-(i - REACH) * (i - REACH) / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /**
     * @param lines   that are smoothed, each of {@code n} values {@code step} apart
     * @param together lines that begin one after another; the next such group begins {@code group} further on
     */
    private static void along(
            float[] pixels, int from, int lines, int n, double[] kernel, int step, int group, int together) {
        double[] line = new double[n];
        for (int i = 0; i < lines; i++) {
            int start = from + i / together * group + i % together;
            for (int at = 0; at < n; at++) {
                line[at] = pixels[start + at * step];
            }
            for (int at = 0; at < n; at++) {
                double sum = 0;
                for (int tap = -REACH; tap <= REACH; tap++) {
                    sum += kernel[tap + REACH] * line[Math.max(0, Math.min(n - 1, at + tap))];
                }
                pixels[start + at * step] = (float) sum;
            }
        }
    }
}
