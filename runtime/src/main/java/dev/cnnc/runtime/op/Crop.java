package dev.cnnc.runtime.op;

/** A part of an image. */
public final class Crop extends Margin {
    /**
     * @param top  rows of x that are left out above; how many are below follows from the shapes
     * @param left columns that are left out on the left
     */
    public Crop(Workspace workspace, Layout x, Layout y, int top, int left) {
        super(workspace, y, x, top, left);
    }

    @Override
    void forwardRows(int from, int rows) {
        extract(x, y, from, rows, false);
    }

    @Override
    void backwardRows(int from, int rows) {
        embed(dy, dx, from, rows, accumulate);
    }
}
