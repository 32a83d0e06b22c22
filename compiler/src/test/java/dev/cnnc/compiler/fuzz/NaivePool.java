package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.function.Function;

/** {@code maxpool}, {@code avgpool} and {@code sumpool}; the global ones as a window of the size of the image. */
record NaivePool(String kind, NaiveShape in, NaiveWindow rows, NaiveWindow columns, boolean countPadding)
        implements NaiveLayer {

    /** A pool over the whole image. */
    static NaivePool global(String kind, NaiveShape in) {
        NaiveWindow rows = new NaiveWindow(in.height(), 1, 1, NaiveWindow.NaivePadding.NONE, false);
        NaiveWindow columns = new NaiveWindow(in.width(), 1, 1, NaiveWindow.NaivePadding.NONE, false);
        return new NaivePool(kind, in, rows, columns, false);
    }

    @Override
    public NaiveShape shape() {
        return new NaiveShape(rows.starts(in.height()).size(), columns.starts(in.width()).size(), in.channels());
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        double[] out = new double[shape().size()];
        int at = 0;
        for (int row : rows.starts(in.height())) {
            for (int column : columns.starts(in.width())) {
                for (int channel = 0; channel < in.channels(); channel++) {
                    out[at++] = pool(inputs.get(0), row, column, channel);
                }
            }
        }
        return out;
    }

    private double pool(double[] x, int top, int left, int channel) {
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int counted = 0;
        for (int i = top; i < top + rows.kernel(); i++) {
            for (int j = left; j < left + columns.kernel(); j++) {
                boolean inside = i >= 0 && i < in.height() && j >= 0 && j < in.width();
                if (inside) {
                    largest = Math.max(largest, x[in.index(i, j, channel)]);
                    sum += x[in.index(i, j, channel)];
                }
                boolean inPadding = i < in.height() + rows.amounts(in.height()).after()
                        && j < in.width() + columns.amounts(in.width()).after();
                counted += inside || countPadding && inPadding ? 1 : 0;
            }
        }
        return switch (kind) {
            case "maxpool", "global_maxpool" -> largest;
            case "sumpool" -> sum;
            default -> sum / counted;
        };
    }
}
