package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.function.Function;

/** {@code dense}: every output from every input. */
record NaiveDense(int inputs, int units, boolean bias) implements NaiveLayer {

    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public NaiveShape shape() {
        return NaiveShape.vector(units);
    }

    @Override
    public List<NaiveParameter> parameters() {
        NaiveParameter weight = new NaiveParameter("weight", (long) inputs * units, true);
        return bias ? List.of(weight, new NaiveParameter("bias", units, true)) : List.of(weight);
    }

    @Override
    public long macs() {
        return (long) inputs * units;
    }

    @Override
    public double[] compute(List<double[]> x, Function<String, float[]> weights) {
        double[] out = new double[units];
        for (int unit = 0; unit < units; unit++) {
            out[unit] = bias ? weights.apply("bias")[unit] : 0;
            for (int i = 0; i < inputs; i++) {
                out[unit] += x.get(0)[i] * weights.apply("weight")[unit * inputs + i];
            }
        }
        return out;
    }
}
