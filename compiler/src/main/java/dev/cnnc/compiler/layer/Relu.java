package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code relu}: rectified linear unit: negative values become zero. */
final class Relu {

    static final LayerKind KIND = Elementwise.declare("relu")
            .summary("rectified linear unit: negative values become zero")
            .formula("y = max(x, 0)")
            .source("Nair and Hinton, Rectified linear units improve restricted Boltzmann machines, 2010")
            .reads(attributes -> Elementwise.of(Relu.KIND, ActivationKind.RELU));

    private Relu() {}
}
