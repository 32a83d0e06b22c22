package dev.cnnc.runtime.kernel;

/**
 * The inner loops of convolutions and matrix products. Everything that multiplies two tensors is a product of rows of A,
 * found through a table of offsets, and panels of B, whose columns are consecutive floats.
 */
public abstract class ProductKernels {
    /** How many columns a panel of B has; packed weights are padded to a multiple of it. */
    public abstract int panel();
}
