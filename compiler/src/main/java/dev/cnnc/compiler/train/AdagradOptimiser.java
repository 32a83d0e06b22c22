package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.optimiser.Adagrad;
import dev.cnnc.runtime.train.optimiser.Optimiser;

/** {@code adagrad(rate = 0.01)}, with PyTorch's defaults. */
final class AdagradOptimiser {

    private static final Attribute<Double> RATE =
            Attribute.optional("rate", NumberType.POSITIVE, 0.01, "the learning rate");
    private static final Attribute<Double> EPSILON =
            Attribute.optional("epsilon", NumberType.POSITIVE, 1e-10, "keeps a division from being one by zero");

    static final Variant<Optimiser> VARIANT = Variant.of(
            "adagrad",
            read -> new Adagrad(read.get(RATE), read.get(EPSILON), DecayAttributes.read(read)),
            RATE,
            EPSILON,
            DecayAttributes.WEIGHT_DECAY,
            DecayAttributes.DECOUPLED,
            DecayAttributes.DECAY_ALL);

    private AdagradOptimiser() {}
}
