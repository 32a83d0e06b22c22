package dev.cnnc.runtime.op;

/** An image's numbers in another order: {@code y[i, j, k] = x[i * rowStep + j * columnStep + k * channelStep]}. */
public final class Permute extends ElementwiseOperation {
    private final Layout layout;
    private final int rowStep;
    /** Within a row of y: the longer of its two directions, so that the inner loop is worth starting, and the other. */
    private final Direction inner;
    private final Direction outer;

    /** Floats from one index to the next, in x and in y. */
    private record Direction(int count, int xStep, int yStep) {
    }

    /**
     * Every number of x must be met once.
     *
     * @param y           the order of the result, which need not be the shape that its reader sees
     * @param rowStep     floats in x from one row of y to the next
     * @param columnStep  from one column to the next
     * @param channelStep from one channel to the next
     */
    public Permute(Workspace workspace, Layout y, int rowStep, int columnStep, int channelStep) {
        super(workspace, y.rowStride(), y.height());
        this.layout = y;
        this.rowStep = rowStep;
        Direction columns = new Direction(y.width(), columnStep, y.channels());
        Direction channels = new Direction(y.channels(), channelStep, 1);
        boolean wide = columns.count() > channels.count();
        inner = wide ? columns : channels;
        outer = wide ? channels : columns;
    }

    private int origin(int row) {
        return row / layout.height() * layout.imageStride() + row % layout.height() * rowStep;
    }

    @Override
    void forwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            for (int i = 0; i < outer.count(); i++) {
                int in = x + origin(row) + i * outer.xStep();
                int out = y + row * layout.rowStride() + i * outer.yStep();
                for (int j = 0; j < inner.count(); j++) {
                    arena[out + j * inner.yStep()] = arena[in + j * inner.xStep()];
                }
            }
        }
    }

    @Override
    void backwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            for (int i = 0; i < outer.count(); i++) {
                int in = dy + row * layout.rowStride() + i * outer.yStep();
                int out = dx + origin(row) + i * outer.xStep();
                for (int j = 0; j < inner.count(); j++) {
                    int at = out + j * inner.xStep();
                    arena[at] = (accumulate ? arena[at] : 0) + arena[in + j * inner.yStep()];
                }
            }
        }
    }
}
