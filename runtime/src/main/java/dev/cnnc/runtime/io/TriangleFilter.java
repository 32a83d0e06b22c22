package dev.cnnc.runtime.io;

/**
 * The weights that scale one axis, of which only a part may be wanted: a triangle around each output pixel's centre,
 * two output pixels wide when shrinking and two input pixels wide when growing, normalised to a sum of 1.
 */
final class TriangleFilter {
    private final int[] begin;
    private final float[][] weights;

    /**
     * @param in pixels of the axis
     * @param scaled pixels it is scaled to
     * @param from the first of these that is wanted
     * @param out how many are wanted
     */
    TriangleFilter(int in, long scaled, long from, int out) {
        begin = new int[out];
        weights = new float[out][];
        double scale = (double) in / scaled;
        double support = Math.max(scale, 1);
        for (int i = 0; i < out; i++) {
            double centre = (from + i + 0.5) * scale;
            int first = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(in, (int) (centre + support + 0.5));
            begin[i] = first;
            weights[i] = normalised(first, end, centre, support);
        }
    }

    private static float[] normalised(int from, int to, double centre, double support) {
        double[] raw = new double[to - from];
        double sum = 0;
        for (int k = 0; k < raw.length; k++) {
            raw[k] = Math.max(0, 1 - Math.abs(from + k + 0.5 - centre) / support);
            sum += raw[k];
        }
        float[] weights = new float[raw.length];
        for (int k = 0; k < raw.length; k++) {
            weights[k] = (float) (raw[k] / sum);
        }
        return weights;
    }

    /** The first input pixel that output pixel {@code i} sees. */
    int begin(int i) {
        return begin[i];
    }

    /** The first input pixel beyond those that output pixel {@code i} sees. */
    int end(int i) {
        return begin[i] + weights[i].length;
    }

    /** The weight of an input pixel between {@link #begin} and {@link #end}. */
    float weight(int i, int input) {
        return weights[i][input - begin[i]];
    }

    /** Scales a row of pixels of several channels. */
    void scaleRow(float[] row, float[] out, int channels) {
        for (int i = 0; i < begin.length; i++) {
            for (int c = 0; c < channels; c++) {
                float sum = 0;
                int at = begin[i] * channels + c;
                for (float weight : weights[i]) {
                    sum += weight * row[at];
                    at += channels;
                }
                out[i * channels + c] = sum;
            }
        }
    }
}
