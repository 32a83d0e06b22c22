package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.FLOATS;
import static dev.cnnc.runtime.kernel.vector.Lanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Winograd's transforms for tiles of two outputs; see {@link VectorWinograd}. */
final class TwoOutputs {
    private TwoOutputs() {
    }

    static void input(float[] x, int x0At, int xStep, int xNext, float[] y, int y0At, int yStep, int yNext,
            int n, int count) {
        int run = 0;
        do {
            int i = 0;
            do {
                int at = x0At + run * xNext + i;
                int to = y0At + run * yNext + i;
                FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
                FloatVector x1 = FloatVector.fromArray(FLOATS, x, at + xStep);
                FloatVector x2 = FloatVector.fromArray(FLOATS, x, at + 2 * xStep);
                FloatVector x3 = FloatVector.fromArray(FLOATS, x, at + 3 * xStep);
                x0.sub(x2).intoArray(y, to);
                x1.add(x2).intoArray(y, to + yStep);
                x2.sub(x1).intoArray(y, to + 2 * yStep);
                x3.sub(x1).intoArray(y, to + 3 * yStep);
                i += LANES;
            } while (i < n);
        } while (++run < count);
    }

    static void output(float[] x, int x0At, int xStep, int xNext, float[] y, int y0At, int yStep, int yNext,
            int n, int count) {
        int run = 0;
        do {
            int i = 0;
            do {
                int at = x0At + run * xNext + i;
                int to = y0At + run * yNext + i;
                FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
                FloatVector x1 = FloatVector.fromArray(FLOATS, x, at + xStep);
                FloatVector x2 = FloatVector.fromArray(FLOATS, x, at + 2 * xStep);
                FloatVector x3 = FloatVector.fromArray(FLOATS, x, at + 3 * xStep);
                x0.add(x1).add(x2).intoArray(y, to);
                x1.sub(x2).add(x3).intoArray(y, to + yStep);
                i += LANES;
            } while (i < n);
        } while (++run < count);
    }

    static void outputAbove(float low, float[] x, int x0At, int xStep, int xNext, float[] y, int y0At, int yStep,
            int yNext, int n, int count) {
        int run = 0;
        do {
            int i = 0;
            do {
                int at = x0At + run * xNext + i;
                int to = y0At + run * yNext + i;
                FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
                FloatVector x1 = FloatVector.fromArray(FLOATS, x, at + xStep);
                FloatVector x2 = FloatVector.fromArray(FLOATS, x, at + 2 * xStep);
                FloatVector x3 = FloatVector.fromArray(FLOATS, x, at + 3 * xStep);
                FloatVector y0 = x0.add(x1).add(x2);
                FloatVector y1 = x1.sub(x2).add(x3);
                y0.blend(low, y0.compare(VectorOperators.LT, low)).intoArray(y, to);
                y1.blend(low, y1.compare(VectorOperators.LT, low)).intoArray(y, to + yStep);
                i += LANES;
            } while (i < n);
        } while (++run < count);
    }

    static void outputAdded(float low, int add, float[] x, int x0At, int xStep, int xNext, float[] y, int y0At,
            int yStep, int yNext, int n, int count) {
        int run = 0;
        do {
            int i = 0;
            do {
                int at = x0At + run * xNext + i;
                int to = y0At + run * yNext + i;
                int old = add + to;
                FloatVector x0 = FloatVector.fromArray(FLOATS, x, at);
                FloatVector x1 = FloatVector.fromArray(FLOATS, x, at + xStep);
                FloatVector x2 = FloatVector.fromArray(FLOATS, x, at + 2 * xStep);
                FloatVector x3 = FloatVector.fromArray(FLOATS, x, at + 3 * xStep);
                FloatVector a0 = FloatVector.fromArray(FLOATS, y, old);
                FloatVector y0 = x0.add(x1).add(x2).add(a0);
                FloatVector a1 = FloatVector.fromArray(FLOATS, y, old + yStep);
                FloatVector y1 = x1.sub(x2).add(x3).add(a1);
                y0.blend(low, y0.compare(VectorOperators.LT, low)).intoArray(y, to);
                y1.blend(low, y1.compare(VectorOperators.LT, low)).intoArray(y, to + yStep);
                i += LANES;
            } while (i < n);
        } while (++run < count);
    }
}
