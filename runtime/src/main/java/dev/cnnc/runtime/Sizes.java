package dev.cnnc.runtime;

import java.util.List;

/** The one check of every shape that comes out of a file. */
final class Sizes {
    private Sizes() {
    }

    /** The numbers as an array. */
    static int[] array(List<Integer> numbers) {
        int[] array = new int[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }

    /** The product of dimensions that must each be at least 1 and fit an array together. */
    static int product(String what, int... dimensions) {
        long size = 1;
        for (int dimension : dimensions) {
            if (dimension < 1) {
                throw new IllegalArgumentException(what + " has a dimension of " + dimension);
            }
            size *= dimension;
            if (size > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException(what + " has too many elements for an array");
            }
        }
        return (int) size;
    }
}
