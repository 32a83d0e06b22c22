package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.function.Function;

/** {@code add}, {@code multiply} and {@code concat}. */
record NaiveJoin(String kind, List<NaiveShape> inputs) implements NaiveLayer {

    @Override
    public NaiveShape shape() {
        NaiveShape image = inputs.get(0);
        if (!kind.equals("concat")) {
            return image;
        }
        int channels = 0;
        for (NaiveShape input : inputs) {
            channels += input.channels();
        }
        return new NaiveShape(image.height(), image.width(), channels);
    }

    @Override
    public double[] compute(List<double[]> x, Function<String, float[]> weights) {
        NaiveShape shape = shape();
        double[] out = new double[shape.size()];
        for (int i = 0; i < shape.height(); i++) {
            for (int j = 0; j < shape.width(); j++) {
                int behind = 0;
                for (int k = 0; k < inputs.size(); k++) {
                    for (int c = 0; c < inputs.get(k).channels(); c++) {
                        join(out, shape.index(i, j, behind + c), element(x.get(k), inputs.get(k), i, j, c), k == 0);
                    }
                    behind += kind.equals("concat") ? inputs.get(k).channels() : 0;
                }
            }
        }
        return out;
    }

    private void join(double[] out, int at, double value, boolean isFirst) {
        if (isFirst || kind.equals("concat")) {
            out[at] = value;
        } else {
            out[at] = kind.equals("add") ? out[at] + value : out[at] * value;
        }
    }

    /** A vector stands for an image that is the same everywhere. */
    private static double element(double[] x, NaiveShape shape, int i, int j, int c) {
        return x[shape.isVector() ? c : shape.index(i, j, c)];
    }
}
