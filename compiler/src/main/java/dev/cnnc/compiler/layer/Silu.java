package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code silu}: sigmoid linear unit, also called swish. */
final class Silu {

    static final LayerKind KIND = Elementwise.declare("silu")
            .summary("sigmoid linear unit, also called swish")
            .formula("y = x / (1 + exp(-x))")
            .source("Elfwing, Uchibe and Doya, 2017, arXiv:1702.03118")
            .reads(attributes -> Elementwise.of(Silu.KIND, ActivationKind.SILU));

    private Silu() {}
}
