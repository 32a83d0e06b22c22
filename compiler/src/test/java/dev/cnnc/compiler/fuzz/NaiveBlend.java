package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.function.Function;

/** A layer of which every number is a weighted sum of some of its channel's pixels, by row and by column. */
record NaiveBlend(String kind, NaiveShape in, double[][] rows, double[][] columns) implements NaiveLayer {

    /** The factor on each pixel of the input for each of the output, in one direction. */
    private interface Share {

        double of(int out, int pixel);
    }

    static NaiveBlend bilinear(NaiveShape in, int vertical, int horizontal, boolean alignCorners) {
        return new NaiveBlend("upsample", in, tents(in.height(), in.height() * vertical, alignCorners),
                tents(in.width(), in.width() * horizontal, alignCorners));
    }

    static NaiveBlend adaptiveMean(NaiveShape in, int height, int width) {
        return new NaiveBlend("adaptive_avgpool", in, means(in.height(), height), means(in.width(), width));
    }

    private static double[][] tents(int in, int out, boolean alignCorners) {
        return table(in, out, (i, pixel) -> {
            double centre = alignCorners
                    ? out == 1 ? 0 : (double) i * (in - 1) / (out - 1)
                    : Math.min(in - 1, Math.max(0, (i + 0.5) * in / out - 0.5));
            return Math.max(0, 1 - Math.abs(pixel - centre));
        });
    }

    /** A pixel of the output is the mean of all pixels that it overlaps when both images are laid on each other. */
    private static double[][] means(int in, int out) {
        return table(in, out, (i, pixel) -> {
            int overlapped = 0;
            for (int other = 0; other < in; other++) {
                overlapped += overlap(i, out, other, in) ? 1 : 0;
            }
            return overlap(i, out, pixel, in) ? 1.0 / overlapped : 0;
        });
    }

    private static boolean overlap(int i, int out, int pixel, int in) {
        return (long) i * in < (long) (pixel + 1) * out && (long) pixel * out < (long) (i + 1) * in;
    }

    private static double[][] table(int in, int out, Share share) {
        double[][] table = new double[out][in];
        for (int i = 0; i < out; i++) {
            for (int pixel = 0; pixel < in; pixel++) {
                table[i][pixel] = share.of(i, pixel);
            }
        }
        return table;
    }

    @Override
    public NaiveShape shape() {
        return new NaiveShape(rows.length, columns.length, in.channels());
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        NaiveShape shape = shape();
        double[] out = new double[shape.size()];
        for (int i = 0; i < shape.height(); i++) {
            for (int j = 0; j < shape.width(); j++) {
                for (int c = 0; c < shape.channels(); c++) {
                    for (int u = 0; u < in.height(); u++) {
                        for (int v = 0; v < in.width(); v++) {
                            out[shape.index(i, j, c)] +=
                                    rows[i][u] * columns[j][v] * inputs.get(0)[in.index(u, v, c)];
                        }
                    }
                }
            }
        }
        return out;
    }
}
