package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.Lanes.INTS;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.LANES;
import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Keeps the results of a tile within bounds; NaN stays. */
final class Clamp {
    private Clamp() {
    }

    /**
     * The upper bound alone, at least 0, for a tile of two vectors of numbers that are not negative, or NaN: the
     * integers that their bits are have the same order. NaN is above infinity, or negative; the difference from
     * infinity, which is 0 for a number, has the bits of a NaN, and keeps them whatever bits are added to it.
     */
    static void upper(float[] c, int c0, int[] rows, int row, int count, float high) {
        IntVector bound = IntVector.broadcast(INTS, Float.floatToRawIntBits(high));
        IntVector infinity = IntVector.broadcast(INTS, Float.floatToRawIntBits(Float.POSITIVE_INFINITY));
        for (int i = row; i < row + count; i++) {
            int at = c0 + rows[i];
            IntVector a = FloatVector.fromArray(SPECIES, c, at).reinterpretAsInts();
            IntVector b = FloatVector.fromArray(SPECIES, c, at + LANES).reinterpretAsInts();
            a.min(bound).or(infinity.sub(a.max(infinity))).reinterpretAsFloats().intoArray(c, at);
            b.min(bound).or(infinity.sub(b.max(infinity))).reinterpretAsFloats().intoArray(c, at + LANES);
        }
    }

    /** For a tile of two vectors. */
    static void two(float[] c, int c0, int[] rows, int row, int count, float low, float high) {
        FloatVector lows = FloatVector.broadcast(SPECIES, low);
        FloatVector highs = FloatVector.broadcast(SPECIES, high);
        for (int i = row; i < row + count; i++) {
            int at = c0 + rows[i];
            FloatVector a = FloatVector.fromArray(SPECIES, c, at);
            FloatVector b = FloatVector.fromArray(SPECIES, c, at + LANES);
            a.blend(lows, a.compare(VectorOperators.LT, lows)).blend(highs, a.compare(VectorOperators.GT, highs))
                    .intoArray(c, at);
            b.blend(lows, b.compare(VectorOperators.LT, lows)).blend(highs, b.compare(VectorOperators.GT, highs))
                    .intoArray(c, at + LANES);
        }
    }

    /** For a tile of one vector; the upper bound alone, as such a tile keeps to the lower one itself. */
    static void one(float[] c, int c0, int[] rows, int row, int count, float high) {
        FloatVector highs = FloatVector.broadcast(SPECIES, high);
        for (int i = row; i < row + count; i++) {
            int at = c0 + rows[i];
            FloatVector a = FloatVector.fromArray(SPECIES, c, at);
            a.blend(highs, a.compare(VectorOperators.GT, highs)).intoArray(c, at);
        }
    }

    /** For {@code length} floats, whole vectors. */
    static void row(float[] c, int c0, int length, float low, float high) {
        FloatVector lows = FloatVector.broadcast(SPECIES, low);
        FloatVector highs = FloatVector.broadcast(SPECIES, high);
        for (int i = c0; i < c0 + length; i += LANES) {
            FloatVector a = FloatVector.fromArray(SPECIES, c, i);
            a.blend(lows, a.compare(VectorOperators.LT, lows)).blend(highs, a.compare(VectorOperators.GT, highs))
                    .intoArray(c, i);
        }
    }

    /** For one vector in each of {@code count} places, {@code step} floats apart. */
    static void column(float[] c, int c0, int step, int count, float low, float high) {
        FloatVector lows = FloatVector.broadcast(SPECIES, low);
        FloatVector highs = FloatVector.broadcast(SPECIES, high);
        for (int i = 0; i < count; i++) {
            FloatVector a = FloatVector.fromArray(SPECIES, c, c0);
            a.blend(lows, a.compare(VectorOperators.LT, lows)).blend(highs, a.compare(VectorOperators.GT, highs))
                    .intoArray(c, c0);
            c0 += step;
        }
    }

    /** Adds a bias to a vector of columns first. */
    static void plus(float[] bias, int bias0, float[] c, int c0, int[] rows, int row, int count, float low,
            float high) {
        FloatVector start = FloatVector.fromArray(SPECIES, bias, bias0);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector lows = FloatVector.broadcast(SPECIES, low);
        FloatVector highs = FloatVector.broadcast(SPECIES, high);
        for (int i = row; i < row + count; i++) {
            int at = c0 + rows[i];
            // Not add(), whose result C2 on JDK 17 sometimes leaves on the heap.
            FloatVector a = FloatVector.fromArray(SPECIES, c, at).fma(one, start);
            a.blend(lows, a.compare(VectorOperators.LT, lows)).blend(highs, a.compare(VectorOperators.GT, highs))
                    .intoArray(c, at);
        }
    }

    /**
     * Adds a tensor to rows of two vectors, of which the second begins {@code second} floats behind the first and may
     * reach back over it.
     */
    static void sum(float[] stage, int from, int[] rows, int row, int count, int second, float[] c, int c0, int add,
            float low, float high) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector lows = FloatVector.broadcast(SPECIES, low);
        FloatVector highs = FloatVector.broadcast(SPECIES, high);
        for (int i = row; i < row + count; i++) {
            int at = c0 + rows[i];
            FloatVector a = FloatVector.fromArray(SPECIES, stage, from)
                    .fma(one, FloatVector.fromArray(SPECIES, c, at + add));
            FloatVector b = FloatVector.fromArray(SPECIES, stage, from + second)
                    .fma(one, FloatVector.fromArray(SPECIES, c, at + add + second));
            a.blend(lows, a.compare(VectorOperators.LT, lows)).blend(highs, a.compare(VectorOperators.GT, highs))
                    .intoArray(c, at);
            b.blend(lows, b.compare(VectorOperators.LT, lows)).blend(highs, b.compare(VectorOperators.GT, highs))
                    .intoArray(c, at + second);
            from += 2 * LANES;
        }
    }
}
