package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code gelu}: Gaussian error linear unit, in its exact form. */
final class Gelu {

    static final LayerKind KIND = Elementwise.declare("gelu")
            .summary("Gaussian error linear unit, in its exact form")
            .formula("y = x * Phi(x), Phi being the normal distribution: x / 2 * (1 + erf(x / sqrt(2)))")
            .source("Hendrycks and Gimpel, 2016, arXiv:1606.08415")
            .reads(attributes -> Elementwise.of(Gelu.KIND, ActivationKind.GELU));

    private Gelu() {}
}
