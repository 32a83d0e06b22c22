package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.optimiser.Lion;
import dev.cnnc.runtime.train.optimiser.Optimiser;

/** {@code lion(rate = 1e-4, weight_decay = 0.1)}, with the defaults of its paper (Chen et al., 2023). */
final class LionOptimiser {

    private static final Attribute<Double> RATE =
            Attribute.optional("rate", NumberType.POSITIVE, 1e-4, "the learning rate");
    private static final Attribute<Double> BETA_1 =
            Attribute.optional("beta1", NumberType.BELOW_ONE, 0.9, "weight of the mean in the step");
    private static final Attribute<Double> BETA_2 =
            Attribute.optional("beta2", NumberType.BELOW_ONE, 0.99, "decay of the mean of gradients");

    static final Variant<Optimiser> VARIANT = Variant.of(
            "lion",
            read -> new Lion(
                    read.get(RATE), read.get(BETA_1), read.get(BETA_2), DecayAttributes.readDecoupled(read)),
            RATE,
            BETA_1,
            BETA_2,
            DecayAttributes.WEIGHT_DECAY,
            DecayAttributes.DECAY_ALL);

    private LionOptimiser() {}
}
