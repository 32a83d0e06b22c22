package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.Objects;

/**
 * An element-wise activation. Backward reads y if {@link ActivationKind#derivativeFromOutput()}, else x, and overwrites
 * dy. x may be y, and dx may be dy.
 */
public final class Activation extends ElementwiseOperation {
    private final ActivationKind kind;
    private final float alpha;

    /**
     * @param alpha the activation's parameter, see {@link ActivationKind}
     * @param size floats of an image
     */
    public Activation(Workspace workspace, ActivationKind kind, float alpha, int size) {
        super(workspace, 1, size);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.alpha = alpha;
    }

    @Override
    void forwardRows(int from, int n) {
        kernels.activateTo(kind, alpha, arena, x + from, arena, y + from, n);
    }

    @Override
    void backwardRows(int from, int n) {
        kernels.derivative(kind, alpha, arena, x + from, arena, y + from, arena, dy + from, n);
        store(dy + from, dx + from, n, accumulate);
    }
}
