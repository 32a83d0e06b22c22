package dev.cnnc.runtime.kernel.vector;

import dev.cnnc.runtime.kernel.Kernels;
import java.util.function.Supplier;

/** The entry to this package: makes the kernels that use the Vector API. */
public final class VectorKernels implements Supplier<Kernels> {
    static {
        OperatorKinds.use();
    }

    @Override
    public Kernels get() {
        return new Kernels("vector", new VectorProducts(), new VectorElements(), new VectorWinograd());
    }
}
