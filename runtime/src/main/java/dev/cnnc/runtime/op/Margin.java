package dev.cnnc.runtime.op;

import java.util.Arrays;

/** An image within a larger one, and the copies between the two, row by row of the larger. */
abstract class Margin extends ElementwiseOperation {
    private final Layout inner;
    private final Layout outer;
    private final int top;
    private final int left;

    /**
     * @param top  rows of the outer image above the inner one
     * @param left its columns on the left
     */
    Margin(Workspace workspace, Layout inner, Layout outer, int top, int left) {
        super(workspace, outer.rowStride(), outer.height());
        if (top < 0 || left < 0 || top > outer.height() - inner.height() || left > outer.width() - inner.width()
                || inner.channels() != outer.channels()) {
            throw new IllegalArgumentException(inner + " does not lie in " + outer + " at " + top + ", " + left);
        }
        this.inner = inner;
        this.outer = outer;
        this.top = top;
        this.left = left * outer.channels();
    }

    /** Copies rows of the inner image out of the outer one, or adds them. */
    final void extract(int from, int to, int first, int rows, boolean add) {
        for (int row = first; row < first + rows; row++) {
            int within = row % outer.height() - top;
            if (within >= 0 && within < inner.height()) {
                store(from + row * outer.rowStride() + left, to + innerRow(row, within), inner.rowStride(), add);
            }
        }
    }

    /** Copies rows of the inner image into the outer one, with zeros around them, or adds them. */
    final void embed(int from, int to, int first, int rows, boolean add) {
        for (int row = first; row < first + rows; row++) {
            int within = row % outer.height() - top;
            boolean inside = within >= 0 && within < inner.height();
            int begin = to + row * outer.rowStride();
            if (!add) {
                int end = begin + outer.rowStride();
                Arrays.fill(arena, begin, inside ? begin + left : end, 0);
                Arrays.fill(arena, inside ? begin + left + inner.rowStride() : end, end, 0);
            }
            if (inside) {
                store(from + innerRow(row, within), begin + left, inner.rowStride(), add);
            }
        }
    }

    private int innerRow(int row, int within) {
        return (row / outer.height() * inner.height() + within) * inner.rowStride();
    }
}
