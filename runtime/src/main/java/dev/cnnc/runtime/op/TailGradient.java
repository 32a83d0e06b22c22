package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.parallel.WorkerPool;

/** The first step of a product's backward pass: multiplies dy by the derivative of the fused activation. */
final class TailGradient implements WorkerPool.Task {
    private static final int CHUNK = 1 << 14;

    private final Workspace workspace;
    private final int floatsPerImage;
    private final Tail tail;
    private int y;
    private int dy;

    TailGradient(Workspace workspace, int floatsPerImage, Tail tail) {
        this.workspace = workspace;
        this.floatsPerImage = floatsPerImage;
        this.tail = tail;
    }

    /**
     * @param y  arena address of the output
     * @param dy arena address of its gradient, changed in place
     */
    void apply(int y, int dy) {
        if (tail.activation() == ActivationKind.NONE) {
            return;
        }
        if (!tail.activation().derivativeFromOutput()) {
            throw new IllegalStateException(tail.activation() + " cannot be part of a product in training");
        }
        this.y = y;
        this.dy = dy;
        workspace.workers().run(this, (workspace.count() * floatsPerImage + CHUNK - 1) / CHUNK);
    }

    @Override
    public void run(int unit, int worker) {
        int from = unit * CHUNK;
        int n = Math.min(CHUNK, workspace.count() * floatsPerImage - from);
        float[] arena = workspace.arena();
        workspace.kernels().elements().derivative(tail.activation(), tail.alpha(), null, 0, arena, y + from, arena,
                dy + from, n);
    }
}
