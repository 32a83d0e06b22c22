package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code conv} and {@code depthwise_conv}, the latter as a convolution with a group for each channel. */
record NaiveConvolution(
        String kind, NaiveShape in, int filters, NaiveWindow rows, NaiveWindow columns, int groups, boolean bias)
        implements NaiveLayer {

    @Override
    public NaiveShape shape() {
        return new NaiveShape(rows.starts(in.height()).size(), columns.starts(in.width()).size(), filters);
    }

    private int channelsOfGroup() {
        return in.channels() / groups;
    }

    @Override
    public List<NaiveParameter> parameters() {
        List<NaiveParameter> parameters = new ArrayList<>();
        long weights = 0;
        for (int filter = 0; filter < filters; filter++) {
            weights += (long) channelsOfGroup() * rows.kernel() * columns.kernel();
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
        for (int row : rows.starts(in.height())) {
            for (int column : columns.starts(in.width())) {
                for (int filter = 0; filter < filters; filter++) {
                    macs += (long) rows.kernel() * columns.kernel() * channelsOfGroup();
                }
            }
        }
        return macs;
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        float[] weight = weights.apply("weight");
        double[] out = new double[shape().size()];
        int at = 0;
        for (int row : rows.starts(in.height())) {
            for (int column : columns.starts(in.width())) {
                for (int filter = 0; filter < filters; filter++) {
                    double sum = bias ? weights.apply("bias")[filter] : 0;
                    out[at++] = sum + product(inputs.get(0), weight, row, column, filter);
                }
            }
        }
        return out;
    }

    private double product(double[] x, float[] weight, int top, int left, int filter) {
        int first = filter / (filters / groups) * channelsOfGroup();
        double sum = 0;
        for (int c = 0; c < channelsOfGroup(); c++) {
            for (int u = 0; u < rows.kernel(); u++) {
                for (int v = 0; v < columns.kernel(); v++) {
                    int i = top + u * rows.dilation();
                    int j = left + v * columns.dilation();
                    if (i >= 0 && i < in.height() && j >= 0 && j < in.width()) {
                        int tap = ((filter * channelsOfGroup() + c) * rows.kernel() + u) * columns.kernel() + v;
                        sum += x[in.index(i, j, first + c)] * weight[tap];
                    }
                }
            }
        }
        return sum;
    }
}
