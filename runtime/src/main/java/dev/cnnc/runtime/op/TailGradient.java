package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.parallel.WorkerPool;

/** The first step of a product's backward pass: multiplies dy by the derivative of the fused activation, in place. */
final class TailGradient implements WorkerPool.Task {
    private static final int CHUNK = 1 << 14;

    private final Workspace workspace;
    private final Tail tail;
    private int y;
    private int dy;
    private int floats;

    TailGradient(Workspace workspace, Tail tail) {
        this.workspace = workspace;
        this.tail = tail;
    }

    /** Does it for {@code n} floats; y and dy are arena addresses of the output and its gradient. */
    void apply(int y, int dy, int n) {
        if (tail.activation() == ActivationKind.NONE) {
            return;
        }
        if (!tail.activation().derivativeFromOutput()) {
            throw new IllegalStateException(tail.activation() + " cannot be part of a product in training");
        }
        float[] arena = workspace.arena();
        workspace.kernels().elements().derivative(tail.activation(), tail.alpha(), null, 0, arena, y, arena, dy, n);
    }

    /** As {@link #apply}, with all threads. */
    void applyTogether(int y, int dy, int n) {
        if (tail.activation() == ActivationKind.NONE) {
            return;
        }
        this.y = y;
        this.dy = dy;
        this.floats = n;
        workspace.workers().run(this, (n + CHUNK - 1) / CHUNK);
    }

    @Override
    public void run(int unit, int worker) {
        int from = unit * CHUNK;
        apply(y + from, dy + from, Math.min(CHUNK, floats - from));
    }
}
