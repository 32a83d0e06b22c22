package dev.cnnc.runtime.kernel.vector;

import dev.cnnc.runtime.kernel.ProductKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Register tiles written with the Vector API. */
public final class VectorProducts extends ProductKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public int panel() {
        return 2 * SPECIES.length();
    }
}
