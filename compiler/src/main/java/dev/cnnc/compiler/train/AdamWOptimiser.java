package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.optimiser.AdamW;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.WeightDecay;

/** {@code adamw(rate = 0.001, weight_decay = 0.05)}: what Adam takes, and a decay unless it is said to be 0. */
final class AdamWOptimiser {

    private static final Attribute<Double> WEIGHT_DECAY = Attribute.optional(
            "weight_decay", NumberType.NOT_NEGATIVE, 0.01, "the pull of weights towards zero, beside the gradient");

    static final Variant<Optimiser> VARIANT = Variant.of(
            "adamw",
            read -> new AdamW(
                    read.get(AdamOptimiser.RATE),
                    read.get(AdamOptimiser.BETA_1),
                    read.get(AdamOptimiser.BETA_2),
                    read.get(AdamOptimiser.EPSILON),
                    new WeightDecay(read.get(WEIGHT_DECAY), true, read.get(DecayAttributes.DECAY_ALL))),
            AdamOptimiser.RATE,
            AdamOptimiser.BETA_1,
            AdamOptimiser.BETA_2,
            AdamOptimiser.EPSILON,
            WEIGHT_DECAY,
            DecayAttributes.DECAY_ALL);

    private AdamWOptimiser() {}
}
