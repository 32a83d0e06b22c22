package dev.cnnc.compiler.fuzz;

import java.util.List;

/**
 * The decisions behind a random network, as numbers. Where they end, all further ones are 0, which stands for the
 * simplest choice: a shorter list of smaller numbers is a simpler network, so that what fails can be made small.
 */
final class Genes {

    private final List<Integer> numbers;
    private int next;

    Genes(List<Integer> numbers) {
        this.numbers = numbers;
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return next < numbers.size() ? numbers.get(next++) % bound : 0;
    }

    /** From the first to the last. */
    int between(int first, int last) {
        return first + below(last - first + 1);
    }

    /** True once in so many times. */
    boolean once(int times) {
        return below(times) == times - 1;
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
