package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.FLOATS;
import static dev.cnnc.runtime.kernel.vector.Lanes.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * The max pool of 2x2 behind {@link Winograd4Output} and {@link Winograd2Output}. Within a transform C2 on JDK 17
 * leaves the results of {@code max} on the heap.
 */
final class LargestOfFour {
    private LargestOfFour() {
    }

    static void pool(float[] x, int x0, int xRow, int xColumn, float[] y, int y0, int yRow, int yColumn, int rows,
            int columns, int n) {
        int row = 0;
        do {
            int column = 0;
            do {
                int from = x0 + 2 * (row * xRow + column * xColumn);
                int to = y0 + row * yRow + column * yColumn;
                int i = 0;
                do {
                    FloatVector a = FloatVector.fromArray(FLOATS, x, from + i);
                    FloatVector b = FloatVector.fromArray(FLOATS, x, from + xColumn + i);
                    FloatVector c = FloatVector.fromArray(FLOATS, x, from + xRow + i);
                    FloatVector d = FloatVector.fromArray(FLOATS, x, from + xRow + xColumn + i);
                    a.max(b).max(c.max(d)).intoArray(y, to + i);
                    i += LANES;
                } while (i < n);
            } while (++column < columns);
        } while (++row < rows);
    }
}
