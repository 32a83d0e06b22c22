package dev.cnnc.runtime.op;

/**
 * An operation with one input and no parameters. Offsets are plan offsets, see {@link Workspace}; a call works on the
 * first {@link Workspace#count()} images.
 */
public abstract class UnaryOperation extends Operation {
    /** Addresses in the arena, and the mode, of the call under way. */
    int x;
    int y;
    int dx;
    int dy;
    boolean accumulate;
    boolean backward;

    UnaryOperation(Workspace workspace) {
        super(workspace);
    }

    /** Computes y from x as a trained network does. */
    public void infer(int x, int y) {
        forward(x, y);
    }

    /** Computes y from x in training. */
    public void forward(int x, int y) {
        this.x = workspace.address(x);
        this.y = workspace.address(y);
        backward = false;
        launch();
    }

    /**
     * Computes the loss's gradient by x from the one by y.
     *
     * @param dx where it goes
     * @param accumulate whether it is added to what is there
     * @param dy the gradient by y; may be overwritten
     */
    public void backward(int x, int y, int dx, boolean accumulate, int dy) {
        this.x = workspace.address(x);
        this.y = workspace.address(y);
        this.dx = workspace.address(dx);
        this.dy = workspace.address(dy);
        this.accumulate = accumulate;
        backward = true;
        launch();
    }

    /** Cuts the call into units and runs them. */
    abstract void launch();
}
