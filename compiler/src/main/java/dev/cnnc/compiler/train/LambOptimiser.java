package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.optimiser.Lamb;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.WeightDecay;

/** {@code lamb(rate = 0.002, weight_decay = 0.01)}, with the defaults of its paper (You et al., 2020). */
final class LambOptimiser {

    private static final Attribute<Double> EPSILON =
            Attribute.optional("epsilon", NumberType.POSITIVE, 1e-6, "keeps a division from being one by zero");
    private static final Attribute<Double> WEIGHT_DECAY = Attribute.optional(
            "weight_decay", NumberType.NOT_NEGATIVE, 0.01, "the pull of weights towards zero, part of the step");

    static final Variant<Optimiser> VARIANT = Variant.of(
            "lamb",
            read -> new Lamb(
                    read.get(AdamOptimiser.RATE),
                    read.get(AdamOptimiser.BETA_1),
                    read.get(AdamOptimiser.BETA_2),
                    read.get(EPSILON),
                    new WeightDecay(read.get(WEIGHT_DECAY), true, read.get(DecayAttributes.DECAY_ALL))),
            AdamOptimiser.RATE,
            AdamOptimiser.BETA_1,
            AdamOptimiser.BETA_2,
            EPSILON,
            WEIGHT_DECAY,
            DecayAttributes.DECAY_ALL);

    private LambOptimiser() {}
}
