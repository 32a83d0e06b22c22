package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.compiler.layer.WordType;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.Flip;

/** {@code flip(horizontal)}. */
final class FlipAugment {

    private static final Attribute<String> DIRECTION = Attribute.optional(
            "direction", WordType.of("horizontal", "vertical"), "horizontal", "which way images are mirrored");

    static final Variant<Augment> VARIANT =
            Variant.of("flip", read -> new Flip(read.get(DIRECTION).equals("vertical")), DIRECTION);

    private FlipAugment() {}
}
