package dev.cnnc.runtime.op;

/** {@code y = factor * x}. x may be y, and dx may be dy. */
public final class Scale extends ElementwiseOperation {
    private final float factor;

    /** @param size floats of an image */
    public Scale(Workspace workspace, float factor, int size) {
        super(workspace, 1, size);
        this.factor = factor;
    }

    @Override
    void forwardRows(int from, int n) {
        kernels.scale(arena, x + from, factor, arena, y + from, n);
    }

    @Override
    void backwardRows(int from, int n) {
        if (accumulate) {
            kernels.scaleAdd(arena, dy + from, factor, arena, dx + from, n);
        } else {
            kernels.scale(arena, dy + from, factor, arena, dx + from, n);
        }
    }
}
