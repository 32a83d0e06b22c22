package dev.cnnc.compiler.fuzz;

import java.util.List;
import java.util.stream.IntStream;

/** Height, width and channels of a tensor, as {@code 28x28x6}. */
record NaiveShape(int height, int width, int channels) {

    static NaiveShape vector(int features) {
        return new NaiveShape(1, 1, features);
    }

    /** The numbers that divide both. */
    static List<Integer> divisors(int one, int other) {
        return IntStream.rangeClosed(1, Math.min(one, other))
                .filter(divisor -> one % divisor == 0 && other % divisor == 0)
                .boxed()
                .toList();
    }

    boolean isVector() {
        return height == 1 && width == 1;
    }

    int size() {
        return height * width * channels;
    }

    /** Where an element lies in an array of height x width x channels. */
    int index(int row, int column, int channel) {
        return (row * width + column) * channels + channel;
    }

    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
