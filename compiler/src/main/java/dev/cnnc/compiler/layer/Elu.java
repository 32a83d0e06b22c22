package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code elu}: exponential linear unit: smooth below zero. */
final class Elu {

    private static final Attribute<Double> ALPHA =
            Attribute.optional("alpha", NumberType.POSITIVE, 1.0, "the value that is approached below zero, negated");

    static final LayerKind KIND = Elementwise.declare("elu")
            .summary("exponential linear unit: smooth below zero")
            .attributes(ALPHA)
            .formula("y = x where x > 0, else alpha * (exp(x) - 1)")
            .source("Clevert, Unterthiner and Hochreiter, 2015, arXiv:1511.07289")
            .reads(attributes -> Elementwise.of(Elu.KIND, ActivationKind.ELU, ALPHA, attributes));

    private Elu() {}
}
