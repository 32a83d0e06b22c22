package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.TruthType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.Sgd;

/** {@code sgd(rate = 0.1, momentum = 0.9, nesterov = true)}. */
final class SgdOptimiser {

    private static final Attribute<Double> RATE =
            Attribute.optional("rate", NumberType.POSITIVE, 0.01, "the learning rate");
    private static final Attribute<Double> MOMENTUM =
            Attribute.optional("momentum", NumberType.BELOW_ONE, 0.0, "how much of the last step goes on");
    private static final Attribute<Boolean> NESTEROV =
            Attribute.optional("nesterov", TruthType.TRUTH, false, "whether the gradient is taken one step ahead");

    static final Variant<Optimiser> VARIANT = Variant.of(
            "sgd",
            read -> new Sgd(
                    read.get(RATE), read.get(MOMENTUM), read.get(NESTEROV), DecayAttributes.read(read)),
            RATE,
            MOMENTUM,
            NESTEROV,
            DecayAttributes.WEIGHT_DECAY,
            DecayAttributes.DECOUPLED,
            DecayAttributes.DECAY_ALL);

    private SgdOptimiser() {}
}
