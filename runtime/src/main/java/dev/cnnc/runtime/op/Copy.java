package dev.cnnc.runtime.op;

/** {@code y = x}: a layer that only renames, such as a flatten in memory order. x may be y, and dx may be dy. */
public final class Copy extends ElementwiseOperation {
    /** @param size floats of an image */
    public Copy(Workspace workspace, int size) {
        super(workspace, 1, size);
    }

    @Override
    void forwardRows(int from, int n) {
        store(x + from, y + from, n, false);
    }

    @Override
    void backwardRows(int from, int n) {
        store(dy + from, dx + from, n, accumulate);
    }
}
