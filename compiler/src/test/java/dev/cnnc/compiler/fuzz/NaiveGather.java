package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.function.Function;

/** A layer of which every number is one of its input's, or zero: it moves, and computes nothing. */
record NaiveGather(String kind, NaiveShape in, NaiveShape shape, Source source) implements NaiveLayer {

    static final int ZERO = -1;

    /** Where a number comes from. */
    interface Source {

        /** Its place in the input, or {@link #ZERO}. */
        int of(int row, int column, int channel);
    }

    static NaiveGather pad(NaiveShape in, NaiveBorder border) {
        NaiveShape shape = new NaiveShape(
                border.top() + in.height() + border.bottom(), border.left() + in.width() + border.right(), in.channels());
        return new NaiveGather("pad", in, shape, (i, j, c) -> {
            int row = i - border.top();
            int column = j - border.left();
            return row < 0 || row >= in.height() || column < 0 || column >= in.width() ? ZERO : in.index(row, column, c);
        });
    }

    static NaiveGather crop(NaiveShape in, NaiveBorder border) {
        NaiveShape shape = new NaiveShape(
                in.height() - border.top() - border.bottom(), in.width() - border.left() - border.right(), in.channels());
        return new NaiveGather(
                "crop", in, shape, (i, j, c) -> in.index(border.top() + i, border.left() + j, c));
    }

    static NaiveGather padChannels(NaiveShape in, int before, int after) {
        NaiveShape shape = new NaiveShape(in.height(), in.width(), before + in.channels() + after);
        return new NaiveGather("pad_channels", in, shape,
                (i, j, c) -> c < before || c >= before + in.channels() ? ZERO : in.index(i, j, c - before));
    }

    static NaiveGather slice(NaiveShape in, int begin, int end) {
        NaiveShape shape = new NaiveShape(in.height(), in.width(), end - begin);
        return new NaiveGather("slice", in, shape, (i, j, c) -> in.index(i, j, begin + c));
    }

    /** The channels as a table of a row for each group, read column by column. */
    static NaiveGather shuffle(NaiveShape in, int groups) {
        return new NaiveGather("channel_shuffle", in, in,
                (i, j, c) -> in.index(i, j, c % groups * (in.channels() / groups) + c / groups));
    }

    static NaiveGather upsample(NaiveShape in, int vertical, int horizontal) {
        NaiveShape shape = new NaiveShape(in.height() * vertical, in.width() * horizontal, in.channels());
        return new NaiveGather("upsample", in, shape, (i, j, c) -> in.index(i / vertical, j / horizontal, c));
    }

    /**
     * Rows, columns and channels in another order.
     *
     * @param order what the output's height, width and channels are of the input, such as {@code whc}
     */
    static NaiveGather permute(NaiveShape in, String order) {
        int[] extents = order.chars().map(direction -> extent(in, direction)).toArray();
        NaiveShape shape = new NaiveShape(extents[0], extents[1], extents[2]);
        return new NaiveGather("permute", in, shape, (i, j, c) -> {
            int[] at = {i, j, c};
            return in.index(at[order.indexOf('h')], at[order.indexOf('w')], at[order.indexOf('c')]);
        });
    }

    private static int extent(NaiveShape shape, int direction) {
        return direction == 'h' ? shape.height() : direction == 'w' ? shape.width() : shape.channels();
    }

    /** The same numbers one after another, counted channel by channel or pixel by pixel. */
    static NaiveGather reshape(String kind, NaiveShape in, NaiveShape shape, boolean channelsFirst) {
        if (!channelsFirst) {
            return new NaiveGather(kind, in, shape, shape::index);
        }
        int pixels = in.height() * in.width();
        return new NaiveGather(kind, in, shape, (i, j, c) -> {
            int number = (c * shape.height() + i) * shape.width() + j;
            int pixel = number % pixels;
            return in.index(pixel / in.width(), pixel % in.width(), number / pixels);
        });
    }

    @Override
    public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
        double[] out = new double[shape.size()];
        for (int i = 0; i < shape.height(); i++) {
            for (int j = 0; j < shape.width(); j++) {
                for (int c = 0; c < shape.channels(); c++) {
                    int from = source.of(i, j, c);
                    out[shape.index(i, j, c)] = from == ZERO ? 0 : inputs.get(0)[from];
                }
            }
        }
        return out;
    }
}
