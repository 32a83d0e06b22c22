package dev.cnnc.runtime.op;

/** An image's numbers in another order: {@code y[i, j, k] = x[i * rowStep + j * columnStep + k * channelStep]}. */
public final class Permute extends ElementwiseOperation {
    private final Layout layout;
    private final int rowStep;
    private final int columnStep;
    private final int channelStep;

    /**
     * Every number of x must be met once.
     *
     * @param y          the order of the result, which need not be the shape that its reader sees
     * @param rowStep    floats in x from one row of y to the next
     * @param columnStep from one column to the next
     * @param channelStep from one channel to the next
     */
    public Permute(Workspace workspace, Layout y, int rowStep, int columnStep, int channelStep) {
        super(workspace, y.rowStride(), y.height());
        this.layout = y;
        this.rowStep = rowStep;
        this.columnStep = columnStep;
        this.channelStep = channelStep;
    }

    private int origin(int row) {
        return row / layout.height() * layout.imageStride() + row % layout.height() * rowStep;
    }

    @Override
    void forwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            int in = x + origin(row);
            int out = y + row * layout.rowStride();
            for (int column = 0; column < layout.width(); column++) {
                for (int channel = 0; channel < layout.channels(); channel++) {
                    arena[out + channel] = arena[in + channel * channelStep];
                }
                in += columnStep;
                out += layout.channels();
            }
        }
    }

    @Override
    void backwardRows(int from, int rows) {
        for (int row = from; row < from + rows; row++) {
            int in = dy + row * layout.rowStride();
            int out = dx + origin(row);
            for (int column = 0; column < layout.width(); column++) {
                for (int channel = 0; channel < layout.channels(); channel++) {
                    int at = out + channel * channelStep;
                    arena[at] = (accumulate ? arena[at] : 0) + arena[in + channel];
                }
                in += layout.channels();
                out += columnStep;
            }
        }
    }
}
