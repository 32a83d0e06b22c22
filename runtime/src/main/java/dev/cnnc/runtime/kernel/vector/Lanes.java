package dev.cnnc.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that the element kernels use: the longest of this machine.
 *
 * <p>Loops over them call nothing but the Vector API: C2 leaves a method of our own uninlined once the loop around it
 * has grown to a certain size, or once that method has been compiled by itself; then every vector lives on the heap.
 * Constants are made into vectors before the loop: on JDK 17 one made inside may live on the heap, too, depending on
 * what was compiled before. For the same reason there are no vectors of ints: what works on the bits of a float is a
 * plain loop over a block that a loop of vectors has filled.
 */
final class Lanes {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
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
