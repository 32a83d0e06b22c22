package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Raises the results of a tile of two vectors to a lower bound; NaN stays. The tiles of one vector do that themselves:
 * their rows may overlap in memory, where what was just stored cannot be read back quickly.
 */
final class Clamp {
    private Clamp() {
    }

    static void rows(float[] c, int c0, int[] rows, int row, int count, float low) {
        int last = row + count;
        do {
            int at = c0 + rows[row];
            FloatVector a = FloatVector.fromArray(SPECIES, c, at);
            FloatVector b = FloatVector.fromArray(SPECIES, c, at + LANES);
            a.blend(low, a.compare(VectorOperators.LT, low)).intoArray(c, at);
            b.blend(low, b.compare(VectorOperators.LT, low)).intoArray(c, at + LANES);
        } while (++row < last);
    }
}
