package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code hard_sigmoid}: a sigmoid of three straight lines. */
final class HardSigmoid {

    static final LayerKind KIND = Elementwise.declare("hard_sigmoid")
            .summary("a sigmoid of three straight lines")
            .formula("y = min(max(x + 3, 0), 6) / 6")
            .source("PyTorch's and MobileNetV3's form; Keras 2 had slope 0.2")
            .reads(attributes -> Elementwise.of(HardSigmoid.KIND, ActivationKind.HARD_SIGMOID));

    private HardSigmoid() {}
}
