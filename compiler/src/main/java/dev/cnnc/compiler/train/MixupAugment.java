package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.Mixup;

/** {@code mixup(0.2)}. */
final class MixupAugment {

    private static final Attribute<Double> ALPHA = Attribute.optional(
            "alpha", NumberType.POSITIVE, 0.2, "of Beta(alpha, alpha), which the shares are drawn from");

    static final Variant<Augment> VARIANT = Variant.of("mixup", read -> new Mixup(read.get(ALPHA)), ALPHA);

    private MixupAugment() {}
}
