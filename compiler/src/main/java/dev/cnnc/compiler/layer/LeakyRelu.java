package dev.cnnc.compiler.layer;

import dev.cnnc.runtime.kernel.ActivationKind;

/** {@code leaky_relu}: ReLU with a slope below zero. */
final class LeakyRelu {

    private static final Attribute<Double> SLOPE =
            Attribute.optional("slope", NumberType.NOT_NEGATIVE, 0.01, "the factor below zero");

    static final LayerKind KIND = Elementwise.declare("leaky_relu")
            .summary("ReLU with a slope below zero")
            .attributes(SLOPE)
            .formula("y = x where x > 0, else slope * x")
            .source("Maas, Hannun and Ng, Rectifier nonlinearities improve neural network acoustic models, 2013")
            .reads(attributes -> Elementwise.of(LeakyRelu.KIND, ActivationKind.LEAKY_RELU, SLOPE, attributes));

    private LeakyRelu() {}
}
