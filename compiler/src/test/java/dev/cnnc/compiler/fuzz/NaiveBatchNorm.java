package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code bn} with its running statistics and the default epsilon. */
record NaiveBatchNorm(NaiveShape shape, boolean scale, boolean shift) implements NaiveLayer {

    @Override
    public String kind() {
        return "bn";
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
        parameters.add(new NaiveParameter("running_mean", shape.channels(), false));
        parameters.add(new NaiveParameter("running_var", shape.channels(), false));
        return parameters;
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        double[] out = new double[shape.size()];
        for (int at = 0; at < out.length; at++) {
            int channel = at % shape.channels();
            double centred = inputs.get(0)[at] - weights.apply("running_mean")[channel];
            double normal = centred / Math.sqrt(weights.apply("running_var")[channel] + 1e-5);
            double factor = scale ? weights.apply("weight")[channel] : 1;
            out[at] = normal * factor + (shift ? weights.apply("bias")[channel] : 0);
        }
        return out;
    }
}
