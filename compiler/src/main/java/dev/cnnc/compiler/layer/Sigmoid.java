package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code sigmoid}: the logistic function, from 0 to 1. */
final class Sigmoid {

    static final LayerKind KIND = Elementwise.declare("sigmoid")
            .summary("the logistic function, from 0 to 1")
            .formula("y = 1 / (1 + exp(-x))")
            .reads(attributes -> Elementwise.of(Sigmoid.KIND, ActivationKind.SIGMOID));

    private Sigmoid() {}
}
