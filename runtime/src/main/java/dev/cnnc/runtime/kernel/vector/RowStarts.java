package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;

/** What the rows of a product start from, a vector of columns at a time. */
final class RowStarts {
    private RowStarts() {
    }

    static void add(int[] rows, int row, int count, float[] c, int c0, int added, float[] bias, int bias0) {
        FloatVector start = FloatVector.fromArray(SPECIES, bias, bias0);
        int last = row + count;
        do {
            FloatVector.fromArray(SPECIES, c, added + rows[row]).add(start).intoArray(c, c0 + rows[row]);
        } while (++row < last);
    }
}
