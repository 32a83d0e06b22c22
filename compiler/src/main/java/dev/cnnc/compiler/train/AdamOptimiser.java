package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.optimiser.Adam;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.WeightDecay;

/** {@code adam(rate = 0.001, beta1 = 0.9, beta2 = 0.999)}. */
final class AdamOptimiser {

    /** Adam as in its paper (Kingma and Ba, 2015). */
    static final Optimiser DEFAULT = new Adam(0.001, 0.9, 0.999, 1e-8, WeightDecay.NONE);

    static final Attribute<Double> RATE =
            Attribute.optional("rate", NumberType.POSITIVE, 0.001, "the learning rate");
    static final Attribute<Double> BETA_1 =
            Attribute.optional("beta1", NumberType.BELOW_ONE, 0.9, "decay of the mean of gradients");
    static final Attribute<Double> BETA_2 =
            Attribute.optional("beta2", NumberType.BELOW_ONE, 0.999, "decay of the mean of their squares");
    static final Attribute<Double> EPSILON =
            Attribute.optional("epsilon", NumberType.POSITIVE, 1e-8, "keeps a division from being one by zero");

    static final Variant<Optimiser> VARIANT = Variant.of(
            "adam",
            read -> new Adam(
                    read.get(RATE), read.get(BETA_1), read.get(BETA_2), read.get(EPSILON),
                    DecayAttributes.read(read)),
            RATE,
            BETA_1,
            BETA_2,
            EPSILON,
            DecayAttributes.WEIGHT_DECAY,
            DecayAttributes.DECOUPLED,
            DecayAttributes.DECAY_ALL);

    private AdamOptimiser() {}
}
