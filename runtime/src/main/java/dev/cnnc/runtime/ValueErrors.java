package dev.cnnc.runtime;

/**
 * How far the values of an output are from their targets, over all images and values.
 *
 * @param meanAbsolute the mean of |x - t|
 * @param rootMeanSquare the root of the mean of (x - t)^2
 * @param r2 the coefficient of determination, 1 - (sum of squared errors) / (sum of squares of the targets around their
 *        mean), averaged over the values that have different targets; NaN if none has
 */
public record ValueErrors(double meanAbsolute, double rootMeanSquare, double r2) {
    /** Adds up the errors of images whose targets are 1 for their class and 0 for the others. */
    static final class Sum {
        private final int classes;
        private final double[] squares;
        private final long[] images;
        private double magnitudes;
        private long count;

        Sum(int classes) {
            this.classes = classes;
            squares = new double[classes];
            images = new long[classes];
        }

        void add(float[] values, int at, int label) {
            for (int c = 0; c < classes; c++) {
                double error = values[at + c] - (c == label ? 1 : 0);
                squares[c] += error * error;
                magnitudes += Math.abs(error);
            }
            images[label]++;
            count++;
        }

        ValueErrors errors() {
            double all = 0;
            double r2 = 0;
            int varying = 0;
            for (int c = 0; c < classes; c++) {
                all += squares[c];
                double mean = (double) images[c] / count;
                double spread = count * mean * (1 - mean);
                if (spread > 0) {
                    r2 += 1 - squares[c] / spread;
                    varying++;
                }
            }
            double values = (double) count * classes;
            return new ValueErrors(magnitudes / values, Math.sqrt(all / values),
                    varying == 0 ? Double.NaN : r2 / varying);
        }
    }
}
