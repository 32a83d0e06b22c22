package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code locally_connected}: a convolution that has weights for each place. */
record NaiveLocal(NaiveShape in, int filters, NaiveWindow rows, NaiveWindow columns, boolean bias)
        implements NaiveLayer {

    @Override
    public String kind() {
        return "locally_connected";
    }

    @Override
    public NaiveShape shape() {
        return new NaiveShape(rows.starts(in.height()).size(), columns.starts(in.width()).size(), filters);
    }

    private int taps() {
        return in.channels() * rows.kernel() * columns.kernel();
    }

    @Override
    public List<NaiveParameter> parameters() {
        List<NaiveParameter> parameters = new ArrayList<>();
        parameters.add(new NaiveParameter("weight", (long) shape().size() * taps(), true));
        if (bias) {
            parameters.add(new NaiveParameter("bias", shape().size(), true));
        }
        return parameters;
    }

    @Override
    public long macs() {
        return (long) shape().size() * taps();
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        NaiveShape shape = shape();
        List<Integer> tops = rows.starts(in.height());
        List<Integer> lefts = columns.starts(in.width());
        double[] out = new double[shape.size()];
        for (int i = 0; i < shape.height(); i++) {
            for (int j = 0; j < shape.width(); j++) {
                for (int f = 0; f < filters; f++) {
                    int at = shape.index(i, j, f);
                    double sum = product(inputs.get(0), weights.apply("weight"), at * taps(), tops.get(i), lefts.get(j));
                    // Biases lie filter by filter.
                    out[at] = sum + (bias ? weights.apply("bias")[(f * shape.height() + i) * shape.width() + j] : 0);
                }
            }
        }
        return out;
    }

    private double product(double[] x, float[] weight, int first, int top, int left) {
        double sum = 0;
        int tap = first;
        for (int c = 0; c < in.channels(); c++) {
            for (int i = top; i < top + rows.kernel(); i++) {
                for (int j = left; j < left + columns.kernel(); j++) {
                    boolean inside = i >= 0 && i < in.height() && j >= 0 && j < in.width();
                    sum += inside ? x[in.index(i, j, c)] * weight[tap] : 0;
                    tap++;
                }
            }
        }
        return sum;
    }
}
