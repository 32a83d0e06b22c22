package dev.cnnc.runtime.kernel.vector;

import static dev.cnnc.runtime.kernel.vector.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Uses operators of all kinds in turns. All vector operations inline one method that looks at the class of the operator;
 * where a program uses nothing but multiply-adds at first, HotSpot compiles that method for their class alone. It is
 * then in the way of every other kind, so often that C2 gives up on the profile of a method with many operations, and
 * leaves vectors on the heap. A profile that has seen all kinds from the beginning has no such place.
 */
final class OperatorKinds {
    /** Some times the calls after which HotSpot compiles a method with its profile. */
    private static final int TIMES = 250;

    private OperatorKinds() {
    }

    /** Takes some ten milliseconds; once in a process, before all other vector operations. */
    static void use() {
        float[] numbers = new float[SPECIES.length()];
        int bits = 0;
        for (int i = 0; i < TIMES; i++) {
            FloatVector x = FloatVector.fromArray(SPECIES, numbers, 0);
            FloatVector y = x.fma(x, x);
            FloatVector z = y.blend(x, y.compare(VectorOperators.LT, x)).max(x).add(y).mul(x);
            IntVector floats = z.reinterpretAsInts();
            IntVector integers = floats.max(x.reinterpretAsInts()).min(floats).or(floats).sub(floats);
            bits |= integers.reduceLanes(VectorOperators.OR);
            integers.reinterpretAsFloats().abs().intoArray(numbers, 0);
        }
        if (bits != 0) {
            throw new IllegalStateException("zeros have become " + Integer.toHexString(bits));
        }
    }
}
