package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * {@code transposed_conv}: every pixel adds its multiple of the kernel to an endless image, of which a part is cut out.
 */
record NaiveTransposed(NaiveShape in, int filters, Side rows, Side columns, int groups, boolean bias)
        implements NaiveLayer {

    /**
     * One direction.
     *
     * @param before where the part that is cut out begins
     * @param size   its length
     */
    record Side(int kernel, int stride, int dilation, int before, int size) {

        /** With given amounts of padding at both ends. */
        static Side cut(int kernel, int stride, int dilation, int pixels, int before, int after, int rest) {
            return new Side(kernel, stride, dilation, before,
                    covered(kernel, stride, dilation, pixels) - before - after + rest);
        }

        /** With as many pixels as the input has, times the stride. */
        static Side same(int kernel, int stride, int dilation, int pixels) {
            int more = Math.max(0, dilation * (kernel - 1) + 1 - stride);
            return new Side(kernel, stride, dilation, more / 2, pixels * stride);
        }

        /** From the first pixel that the kernels touch to the last. */
        static int covered(int kernel, int stride, int dilation, int pixels) {
            return (pixels - 1) * stride + (kernel - 1) * dilation + 1;
        }

        private int place(int pixel, int tap) {
            return pixel * stride + tap * dilation - before;
        }
    }

    @Override
    public String kind() {
        return "transposed_conv";
    }

    @Override
    public NaiveShape shape() {
        return new NaiveShape(rows.size, columns.size, filters);
    }

    private int filtersOfGroup() {
        return filters / groups;
    }

    @Override
    public List<NaiveParameter> parameters() {
        List<NaiveParameter> parameters = new ArrayList<>();
        long weights = 0;
        for (int channel = 0; channel < in.channels(); channel++) {
            weights += (long) filtersOfGroup() * rows.kernel * columns.kernel;
        }
        parameters.add(new NaiveParameter("weight", weights, true));
        if (bias) {
            parameters.add(new NaiveParameter("bias", filters, true));
        }
        return parameters;
    }

    @Override
    public long macs() {
        long macs = 0;
        for (int element = 0; element < in.size(); element++) {
            macs += (long) filtersOfGroup() * rows.kernel * columns.kernel;
        }
        return macs;
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        NaiveShape shape = shape();
        double[] out = new double[shape.size()];
        for (int at = 0; at < out.length; at++) {
            out[at] = bias ? weights.apply("bias")[at % filters] : 0;
        }
        float[] weight = weights.apply("weight");
        for (int i = 0; i < in.height(); i++) {
            for (int j = 0; j < in.width(); j++) {
                for (int c = 0; c < in.channels(); c++) {
                    stamp(out, weight, i, j, c, inputs.get(0)[in.index(i, j, c)]);
                }
            }
        }
        return out;
    }

    private void stamp(double[] out, float[] weight, int i, int j, int c, double factor) {
        int first = c / (in.channels() / groups) * filtersOfGroup();
        for (int f = 0; f < filtersOfGroup(); f++) {
            for (int u = 0; u < rows.kernel; u++) {
                for (int v = 0; v < columns.kernel; v++) {
                    int row = rows.place(i, u);
                    int column = columns.place(j, v);
                    if (row >= 0 && row < rows.size && column >= 0 && column < columns.size) {
                        int tap = ((c * filtersOfGroup() + f) * rows.kernel + u) * columns.kernel + v;
                        out[shape().index(row, column, first + f)] += factor * weight[tap];
                    }
                }
            }
        }
    }
}
