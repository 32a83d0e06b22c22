package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code relu6}: ReLU that is cut off at six. */
final class Relu6 {

    static final LayerKind KIND = Elementwise.declare("relu6")
            .summary("ReLU that is cut off at six")
            .formula("y = min(max(x, 0), 6)")
            .source("Howard et al., MobileNets, 2017, arXiv:1704.04861")
            .reads(attributes -> Elementwise.of(Relu6.KIND, ActivationKind.RELU6));

    private Relu6() {}
}
