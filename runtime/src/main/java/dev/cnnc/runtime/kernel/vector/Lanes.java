package dev.cnnc.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that the element kernels use: the longest of this machine.
 *
 * <p>Loops over them call nothing but the Vector API: C2 leaves a method of our own uninlined once the loop around it
 * has grown to a certain size, or once that method has been compiled by itself; then every vector lives on the heap.
 * They are short enough for C2, see {@link VectorLoop}. A {@code do while} loop counts twice there, as C2 parses its
 * body once more for the first turn; it is for loops that carry vectors from turn to turn. Vectors of ints are for bounds
 * alone: what else works on the bits of a float is a plain loop over a block that a loop of vectors has filled.
 */
final class Lanes {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    static final int LANES = FLOATS.length();

    /** Floats that are worked on in several loops, one after another: few enough for the first-level cache. */
    static final int BLOCK = 1024;

    private static final ThreadLocal<float[]> POWERS = ThreadLocal.withInitial(() -> new float[BLOCK]);

    private Lanes() {
    }

    /** This thread's block for exponents of two. */
    static float[] powers() {
        return POWERS.get();
    }
}
