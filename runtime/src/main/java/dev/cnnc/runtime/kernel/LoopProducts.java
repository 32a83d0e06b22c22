package dev.cnnc.runtime.kernel;

/** Plain loops, written so that C2 vectorises them. */
public final class LoopProducts extends ProductKernels {
    @Override
    public int panel() {
        return 32;
    }
}
