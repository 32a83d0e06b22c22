package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.function.Function;

/** {@code prelu}, with a slope for each channel or one for all. */
record NaivePrelu(NaiveShape shape, boolean shared) implements NaiveLayer {

    @Override
    public String kind() {
        return "prelu";
    }

    @Override
    public List<NaiveParameter> parameters() {
        return List.of(new NaiveParameter("weight", shared ? 1 : shape.channels(), true));
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        double[] out = inputs.get(0).clone();
        for (int at = 0; at < out.length; at++) {
            if (out[at] < 0) {
                out[at] *= weights.apply("weight")[shared ? 0 : at % shape.channels()];
            }
        }
        return out;
    }
}
