package dev.cnnc.runtime.op;

/** A constant factor behind a product, as what it does to the packed weights: all of them, the bias too, are linear. */
public final class PackedScale {
    private final Workspace workspace;
    private final float factor;

    public PackedScale(Workspace workspace, float factor) {
        this.workspace = workspace;
        this.factor = factor;
    }

    /** Call it once after every time that the slot was packed. */
    public void apply(int slot) {
        float[] packed = workspace.packed().get(slot);
        workspace.kernels().elements().scale(packed, 0, factor, packed, 0, packed.length);
    }
}
