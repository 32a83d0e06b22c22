package dev.cnnc.runtime.op;

/** Zeros around an image. */
public final class Pad extends Margin {
    /**
     * @param top  rows of zeros above x; how many are below follows from the shapes
     * @param left columns of zeros on its left
     */
    public Pad(Workspace workspace, Layout x, Layout y, int top, int left) {
        super(workspace, x, y, top, left);
    }

    @Override
    void forwardRows(int from, int rows) {
        embed(x, y, from, rows, false);
    }

    @Override
    void backwardRows(int from, int rows) {
        extract(dy, dx, from, rows, accumulate);
    }
}
