package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.Attributes;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.TruthType;
import dev.cnnc.runtime.train.optimiser.WeightDecay;

/** What every optimiser takes about weight decay. */
final class DecayAttributes {

    static final Attribute<Double> WEIGHT_DECAY =
            Attribute.optional("weight_decay", NumberType.NOT_NEGATIVE, 0.0, "the pull of weights towards zero");
    static final Attribute<Boolean> DECOUPLED = Attribute.optional(
            "decoupled", TruthType.TRUTH, false, "whether that pull is a step of its own, no part of the gradient");
    static final Attribute<Boolean> DECAY_ALL = Attribute.optional(
            "decay_all", TruthType.TRUTH, false, "whether it pulls biases and normalisations too");

    private DecayAttributes() {}

    static WeightDecay read(Attributes read) {
        return new WeightDecay(read.get(WEIGHT_DECAY), read.get(DECOUPLED), read.get(DECAY_ALL));
    }

    /** For optimisers that know no other than decoupled decay. */
    static WeightDecay readDecoupled(Attributes read) {
        return new WeightDecay(read.get(WEIGHT_DECAY), true, read.get(DECAY_ALL));
    }
}
