package dev.cnnc.runtime.op;

/** {@code y = a + b}. y may be a or b. */
public final class Add extends Operation {
    private final int size;
    private int a;
    private int b;
    private int y;
    private int dx;
    private int dy;
    private boolean accumulate;
    private boolean backward;

    /** @param size floats of an image */
    public Add(Workspace workspace, int size) {
        super(workspace);
        this.size = requirePositive(size, "size");
    }

    public void infer(int a, int b, int y) {
        forward(a, b, y);
    }

    public void forward(int a, int b, int y) {
        this.a = workspace.address(a);
        this.b = workspace.address(b);
        this.y = workspace.address(y);
        backward = false;
        launch();
    }

    /** The gradient by one arm, which is dy; call it once an arm. dx may be dy. */
    public void backward(int dx, boolean accumulate, int dy) {
        this.dx = workspace.address(dx);
        this.dy = workspace.address(dy);
        this.accumulate = accumulate;
        backward = true;
        launch();
    }

    private void launch() {
        int floats = size * workspace.count();
        launch(units(floats, 1), floats);
    }

    @Override
    public void run(int unit, int worker) {
        int from = unit * UNIT;
        int n = Math.min(UNIT, size * workspace.count() - from);
        if (backward) {
            store(dy + from, dx + from, n, accumulate);
        } else {
            kernels.add(arena, a + from, arena, b + from, arena, y + from, n);
        }
    }
}
