package dev.cnnc.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that the element kernels use: the longest of this machine.
 *
 * <p>Loops over them call nothing but the Vector API: C2 leaves a method of our own uninlined once the loop around it
 * has grown to a certain size, or once that method has been compiled by itself; then every vector lives on the heap.
 */
final class Lanes {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    static final int LANES = FLOATS.length();

    private Lanes() {
    }
}
