package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code hard_swish}: SiLU with the hard sigmoid in place of the sigmoid. */
final class HardSwish {

    static final LayerKind KIND = Elementwise.declare("hard_swish")
            .summary("SiLU with the hard sigmoid in place of the sigmoid")
            .formula("y = x * min(max(x + 3, 0), 6) / 6")
            .source("Howard et al., Searching for MobileNetV3, 2019, arXiv:1905.02244")
            .reads(attributes -> Elementwise.of(HardSwish.KIND, ActivationKind.HARD_SWISH));

    private HardSwish() {}
}
