package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code filter}: every channel by itself with given numbers. */
record NaiveFilter(NaiveShape in, double[][] kernel, NaiveWindow rows, NaiveWindow columns) implements NaiveLayer {

    /** The named kernels, as textbooks print them. */
    static final Map<String, double[][]> NAMED = Map.of(
            "sobel_x", new double[][] {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}},
            "sobel_y", new double[][] {{-1, -2, -1}, {0, 0, 0}, {1, 2, 1}},
            "sharpen", new double[][] {{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}},
            "emboss", new double[][] {{-2, -1, 0}, {-1, 1, 1}, {0, 1, 2}},
            "box", new double[][] {{1 / 9.0, 1 / 9.0, 1 / 9.0}, {1 / 9.0, 1 / 9.0, 1 / 9.0}, {1 / 9.0, 1 / 9.0, 1 / 9.0}},
            "gaussian_blur", new double[][] {{0.0625, 0.125, 0.0625}, {0.125, 0.25, 0.125}, {0.0625, 0.125, 0.0625}});

    @Override
    public String kind() {
        return "filter";
    }

    @Override
    public NaiveShape shape() {
        return new NaiveShape(rows.starts(in.height()).size(), columns.starts(in.width()).size(), in.channels());
    }

    @Override
    public long macs() {
        return (long) shape().size() * rows.kernel() * columns.kernel();
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        double[] out = new double[shape().size()];
        int at = 0;
        for (int top : rows.starts(in.height())) {
            for (int left : columns.starts(in.width())) {
                for (int c = 0; c < in.channels(); c++) {
                    out[at++] = product(inputs.get(0), top, left, c);
                }
            }
        }
        return out;
    }

    private double product(double[] x, int top, int left, int c) {
        double sum = 0;
        for (int u = 0; u < rows.kernel(); u++) {
            for (int v = 0; v < columns.kernel(); v++) {
                int i = top + u;
                int j = left + v;
                if (i >= 0 && i < in.height() && j >= 0 && j < in.width()) {
                    sum += x[in.index(i, j, c)] * kernel[u][v];
                }
            }
        }
        return sum;
    }
}
