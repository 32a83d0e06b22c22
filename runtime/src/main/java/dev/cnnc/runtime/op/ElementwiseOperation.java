package dev.cnnc.runtime.op;

/**
 * A {@link UnaryOperation} on rows of floats that know nothing of each other: the batch is one range, cut into runs of
 * whole rows.
 */
abstract class ElementwiseOperation extends UnaryOperation {
    private final int row;
    private final int rowsPerImage;

    /**
     * @param row floats that stay together
     * @param rowsPerImage how many such rows an image has
     */
    ElementwiseOperation(Workspace workspace, int row, int rowsPerImage) {
        super(workspace);
        this.row = requirePositive(row, "a row");
        this.rowsPerImage = requirePositive(rowsPerImage, "rows");
    }

    @Override
    final void launch() {
        int rows = rowsPerImage * workspace.count();
        launch(units(rows, row), (long) rows * row);
    }

    @Override
    public final void run(int unit, int worker) {
        int perUnit = perUnit(row);
        int from = unit * perUnit;
        int rows = Math.min(perUnit, rowsPerImage * workspace.count() - from);
        if (backward) {
            backwardRows(from, rows);
        } else {
            forwardRows(from, rows);
        }
    }

    abstract void forwardRows(int from, int rows);

    abstract void backwardRows(int from, int rows);
}
