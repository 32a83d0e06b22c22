package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Raises the results of a tile to a lower bound; NaN stays. */
final class Clamp {
    private Clamp() {
    }

    static void two(float[] c, int c0, int[] rows, int row, int count, float low) {
        int last = row + count;
        do {
            int at = c0 + rows[row];
            FloatVector a = FloatVector.fromArray(SPECIES, c, at);
            FloatVector b = FloatVector.fromArray(SPECIES, c, at + LANES);
            a.blend(low, a.compare(VectorOperators.LT, low)).intoArray(c, at);
            b.blend(low, b.compare(VectorOperators.LT, low)).intoArray(c, at + LANES);
        } while (++row < last);
    }

    static void one(float[] c, int c0, int[] rows, int row, int count, float low) {
        int last = row + count;
        do {
            int at = c0 + rows[row];
            FloatVector a = FloatVector.fromArray(SPECIES, c, at);
            a.blend(low, a.compare(VectorOperators.LT, low)).intoArray(c, at);
        } while (++row < last);
    }
}
