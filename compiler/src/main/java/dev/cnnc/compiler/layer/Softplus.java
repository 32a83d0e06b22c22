package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code softplus}: a smooth ReLU. */
final class Softplus {

    static final LayerKind KIND = Elementwise.declare("softplus")
            .summary("a smooth ReLU")
            .formula("y = log(1 + exp(x))")
            .source("Dugas et al., Incorporating second-order functional knowledge, 2001")
            .reads(attributes -> Elementwise.of(Softplus.KIND, ActivationKind.SOFTPLUS));

    private Softplus() {}
}
