package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.function.Function;

/** {@code affine}: a factor and, if wanted, a summand for each channel. */
record NaiveAffine(NaiveShape shape, boolean shift) implements NaiveLayer {

    @Override
    public String kind() {
        return "affine";
    }

    @Override
    public List<NaiveParameter> parameters() {
        NaiveParameter weight = new NaiveParameter("weight", shape.channels(), true);
        return shift ? List.of(weight, new NaiveParameter("bias", shape.channels(), true)) : List.of(weight);
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        double[] out = inputs.get(0).clone();
        for (int at = 0; at < out.length; at++) {
            int channel = at % shape.channels();
            out[at] = out[at] * weights.apply("weight")[channel] + (shift ? weights.apply("bias")[channel] : 0);
        }
        return out;
    }
}
