package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.Rmsprop;

/** {@code rmsprop(rate = 0.01, smoothing = 0.99)}, with PyTorch's defaults. */
final class RmspropOptimiser {

    private static final Attribute<Double> RATE =
            Attribute.optional("rate", NumberType.POSITIVE, 0.01, "the learning rate");
    private static final Attribute<Double> SMOOTHING =
            Attribute.optional("smoothing", NumberType.BELOW_ONE, 0.99, "decay of the mean of squared gradients");
    private static final Attribute<Double> MOMENTUM =
            Attribute.optional("momentum", NumberType.BELOW_ONE, 0.0, "how much of the last step goes on");

    static final Variant<Optimiser> VARIANT = Variant.of(
            "rmsprop",
            read -> new Rmsprop(
                    read.get(RATE), read.get(SMOOTHING), read.get(MOMENTUM), read.get(AdamOptimiser.EPSILON),
                    DecayAttributes.read(read)),
            RATE,
            SMOOTHING,
            MOMENTUM,
            AdamOptimiser.EPSILON,
            DecayAttributes.WEIGHT_DECAY,
            DecayAttributes.DECOUPLED,
            DecayAttributes.DECAY_ALL);

    private RmspropOptimiser() {}
}
