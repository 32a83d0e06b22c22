package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code tanh}: the hyperbolic tangent, from -1 to 1. */
final class Tanh {

    static final LayerKind KIND = Elementwise.declare("tanh")
            .summary("the hyperbolic tangent, from -1 to 1")
            .formula("y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))")
            .reads(attributes -> Elementwise.of(Tanh.KIND, ActivationKind.TANH));

    private Tanh() {}
}
