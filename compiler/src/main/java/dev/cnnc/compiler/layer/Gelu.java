package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code gelu}: Gaussian error linear unit, exact or in its tanh form. */
final class Gelu {

    private static final Attribute<Boolean> APPROXIMATE = Attribute.optional(
            "approximate", TruthType.TRUTH, false, "whether the tanh form takes the place of the exact one");

    static final LayerKind KIND = Elementwise.declare("gelu")
            .summary("Gaussian error linear unit")
            .attributes(APPROXIMATE)
            .formula("y = x * Phi(x), Phi being the normal distribution: x / 2 * (1 + erf(x / sqrt(2))); with "
                    + "approximate = true x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))")
            .source("Hendrycks and Gimpel, 2016, arXiv:1606.08415")
            .reads(Gelu::read);

    private Gelu() {}

    private static Elementwise read(Attributes attributes) {
        boolean approximate = attributes.get(APPROXIMATE);
        return new Elementwise(KIND, approximate ? ActivationKind.GELU_TANH : ActivationKind.GELU, 0,
                Description.of(KIND).with(APPROXIMATE, approximate).toString());
    }
}
