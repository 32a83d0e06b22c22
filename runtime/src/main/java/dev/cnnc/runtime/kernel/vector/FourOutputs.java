package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.FLOATS;
import static dev.cnnc.runtime.kernel.vector.Lanes.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Winograd's transforms for tiles of four outputs; see {@link VectorWinograd}. */
final class FourOutputs {
    private FourOutputs() {
    }

    static void input(float[] x, int x0At, int xStep, int xNext, float[] y, int y0At, int yStep, int yNext,
            int n, int count) {
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        FloatVector minusTwo = FloatVector.broadcast(FLOATS, -2);
        FloatVector four = FloatVector.broadcast(FLOATS, 4);
        FloatVector minusFour = FloatVector.broadcast(FLOATS, -4);
        FloatVector minusFive = FloatVector.broadcast(FLOATS, -5);
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
                FloatVector x4 = FloatVector.fromArray(FLOATS, x, at + 4 * xStep);
                FloatVector x5 = FloatVector.fromArray(FLOATS, x, at + 5 * xStep);
                FloatVector even = x2.fma(minusFour, x4);
                FloatVector odd = x1.fma(minusFour, x3);
                FloatVector near = x4.sub(x2);
                FloatVector far = x3.sub(x1);
                x0.fma(four, x2.fma(minusFive, x4)).intoArray(y, to);
                even.add(odd).intoArray(y, to + yStep);
                even.sub(odd).intoArray(y, to + 2 * yStep);
                far.fma(two, near).intoArray(y, to + 3 * yStep);
                far.fma(minusTwo, near).intoArray(y, to + 4 * yStep);
                x1.fma(four, x3.fma(minusFive, x5)).intoArray(y, to + 5 * yStep);
                i += LANES;
            } while (i < n);
        } while (++run < count);
    }

    static void output(float[] x, int x0At, int xStep, int xNext, float[] y, int y0At, int yStep, int yNext,
            int n, int count) {
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        FloatVector four = FloatVector.broadcast(FLOATS, 4);
        FloatVector eight = FloatVector.broadcast(FLOATS, 8);
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
                FloatVector x4 = FloatVector.fromArray(FLOATS, x, at + 4 * xStep);
                FloatVector x5 = FloatVector.fromArray(FLOATS, x, at + 5 * xStep);
                FloatVector sum = x1.add(x2);
                FloatVector difference = x1.sub(x2);
                FloatVector sum2 = x3.add(x4);
                FloatVector difference2 = x3.sub(x4);
                x0.add(sum).add(sum2).intoArray(y, to);
                difference2.fma(two, difference).intoArray(y, to + yStep);
                sum2.fma(four, sum).intoArray(y, to + 2 * yStep);
                difference2.fma(eight, difference).add(x5).intoArray(y, to + 3 * yStep);
                i += LANES;
            } while (i < n);
        } while (++run < count);
    }

    static void outputAbove(float low, float[] x, int x0At, int xStep, int xNext, float[] y, int y0At, int yStep,
            int yNext, int n, int count) {
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        FloatVector four = FloatVector.broadcast(FLOATS, 4);
        FloatVector eight = FloatVector.broadcast(FLOATS, 8);
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
                FloatVector x4 = FloatVector.fromArray(FLOATS, x, at + 4 * xStep);
                FloatVector x5 = FloatVector.fromArray(FLOATS, x, at + 5 * xStep);
                FloatVector sum = x1.add(x2);
                FloatVector difference = x1.sub(x2);
                FloatVector sum2 = x3.add(x4);
                FloatVector difference2 = x3.sub(x4);
                FloatVector y0 = x0.add(sum).add(sum2);
                FloatVector y1 = difference2.fma(two, difference);
                FloatVector y2 = sum2.fma(four, sum);
                FloatVector y3 = difference2.fma(eight, difference).add(x5);
                y0.blend(low, y0.compare(VectorOperators.LT, low)).intoArray(y, to);
                y1.blend(low, y1.compare(VectorOperators.LT, low)).intoArray(y, to + yStep);
                y2.blend(low, y2.compare(VectorOperators.LT, low)).intoArray(y, to + 2 * yStep);
                y3.blend(low, y3.compare(VectorOperators.LT, low)).intoArray(y, to + 3 * yStep);
                i += LANES;
            } while (i < n);
        } while (++run < count);
    }

    static void outputAdded(float low, int add, float[] x, int x0At, int xStep, int xNext, float[] y, int y0At,
            int yStep, int yNext, int n, int count) {
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        FloatVector four = FloatVector.broadcast(FLOATS, 4);
        FloatVector eight = FloatVector.broadcast(FLOATS, 8);
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
                FloatVector x4 = FloatVector.fromArray(FLOATS, x, at + 4 * xStep);
                FloatVector x5 = FloatVector.fromArray(FLOATS, x, at + 5 * xStep);
                FloatVector sum = x1.add(x2);
                FloatVector difference = x1.sub(x2);
                FloatVector sum2 = x3.add(x4);
                FloatVector difference2 = x3.sub(x4);
                FloatVector a0 = FloatVector.fromArray(FLOATS, y, old);
                FloatVector y0 = x0.add(sum).add(sum2).add(a0);
                FloatVector a1 = FloatVector.fromArray(FLOATS, y, old + yStep);
                FloatVector y1 = difference2.fma(two, difference).add(a1);
                FloatVector a2 = FloatVector.fromArray(FLOATS, y, old + 2 * yStep);
                FloatVector y2 = sum2.fma(four, sum).add(a2);
                FloatVector a3 = FloatVector.fromArray(FLOATS, y, old + 3 * yStep);
                FloatVector y3 = difference2.fma(eight, difference).add(x5).add(a3);
                y0.blend(low, y0.compare(VectorOperators.LT, low)).intoArray(y, to);
                y1.blend(low, y1.compare(VectorOperators.LT, low)).intoArray(y, to + yStep);
                y2.blend(low, y2.compare(VectorOperators.LT, low)).intoArray(y, to + 2 * yStep);
                y3.blend(low, y3.compare(VectorOperators.LT, low)).intoArray(y, to + 3 * yStep);
                i += LANES;
            } while (i < n);
        } while (++run < count);
    }
}
