package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code layer_norm}, {@code group_norm} and {@code instance_norm}, with the default epsilon. */
record NaiveNorm(String kind, NaiveShape shape, Members members, boolean scale, boolean shift) implements NaiveLayer {

    /** Which numbers share a mean and a variance: those that get the same number here. */
    interface Members {

        int set(int row, int column, int channel);
    }

    static NaiveNorm layer(NaiveShape shape, boolean scale, boolean shift) {
        return new NaiveNorm("layer_norm", shape, (i, j, c) -> i * shape.width() + j, scale, shift);
    }

    static NaiveNorm instance(NaiveShape shape, boolean scale, boolean shift) {
        return new NaiveNorm("instance_norm", shape, (i, j, c) -> c, scale, shift);
    }

    static NaiveNorm group(NaiveShape shape, int groups, boolean scale, boolean shift) {
        return new NaiveNorm("group_norm", shape, (i, j, c) -> c / (shape.channels() / groups), scale, shift);
    }

    @Override
    public List<NaiveParameter> parameters() {
        List<NaiveParameter> parameters = new ArrayList<>();
        if (scale) {
            parameters.add(new NaiveParameter("weight", shape.channels(), true));
        }
        if (shift) {
            parameters.add(new NaiveParameter("bias", shape.channels(), true));
        }
        return parameters;
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        double[] x = inputs.get(0);
        int[] sets = new int[x.length];
        for (int i = 0; i < shape.height(); i++) {
            for (int j = 0; j < shape.width(); j++) {
                for (int c = 0; c < shape.channels(); c++) {
                    sets[shape.index(i, j, c)] = members.set(i, j, c);
                }
            }
        }
        double[] counts = new double[x.length];
        double[] means = new double[x.length];
        double[] variances = new double[x.length];
        for (int at = 0; at < x.length; at++) {
            counts[sets[at]]++;
        }
        for (int at = 0; at < x.length; at++) {
            means[sets[at]] += x[at] / counts[sets[at]];
        }
        for (int at = 0; at < x.length; at++) {
            variances[sets[at]] += Math.pow(x[at] - means[sets[at]], 2) / counts[sets[at]];
        }
        double[] out = new double[x.length];
        for (int at = 0; at < x.length; at++) {
            int channel = at % shape.channels();
            double normal = (x[at] - means[sets[at]]) / Math.sqrt(variances[sets[at]] + 1e-5);
            out[at] = normal * (scale ? weights.apply("weight")[channel] : 1)
                    + (shift ? weights.apply("bias")[channel] : 0);
        }
        return out;
    }
}
