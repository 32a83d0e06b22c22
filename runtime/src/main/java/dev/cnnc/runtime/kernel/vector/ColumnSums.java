package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Sums down one vector of columns of a matrix. */
final class ColumnSums {
    private ColumnSums() {
    }

    static void add(float[] matrix, int from, int stride, int rows, float[] sums, int to) {
        int at = from;
        int row = 0;
        if (rows >= 4) {
            FloatVector s0 = FloatVector.fromArray(SPECIES, sums, to);
            FloatVector s1 = FloatVector.zero(SPECIES);
            FloatVector s2 = FloatVector.zero(SPECIES);
            FloatVector s3 = FloatVector.zero(SPECIES);
            // Four sums, because one would wait for its own addition.
            do {
                s0 = s0.add(FloatVector.fromArray(SPECIES, matrix, at));
                s1 = s1.add(FloatVector.fromArray(SPECIES, matrix, at + stride));
                s2 = s2.add(FloatVector.fromArray(SPECIES, matrix, at + 2 * stride));
                s3 = s3.add(FloatVector.fromArray(SPECIES, matrix, at + 3 * stride));
                at += 4 * stride;
                row += 4;
            } while (row <= rows - 4);
            s0.add(s1).add(s2.add(s3)).intoArray(sums, to);
        }
        while (row < rows) {
            FloatVector.fromArray(SPECIES, sums, to).add(FloatVector.fromArray(SPECIES, matrix, at)).intoArray(sums,
                    to);
            at += stride;
            row++;
        }
    }
}
