package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code selu}: scaled ELU, which keeps mean and variance from layer to layer. */
final class Selu {

    static final LayerKind KIND = Elementwise.declare("selu")
            .summary("scaled ELU, which keeps mean and variance from layer to layer")
            .formula("y = s * x where x > 0, else s * a * (exp(x) - 1), with s = 1.0507… and a = 1.6733…")
            .source("Klambauer et al., Self-normalizing neural networks, 2017, arXiv:1706.02515")
            .reads(attributes -> Elementwise.of(Selu.KIND, ActivationKind.SELU));

    private Selu() {}
}
