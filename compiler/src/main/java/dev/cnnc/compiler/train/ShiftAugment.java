package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.Shift;

/** {@code shift(2)}. */
final class ShiftAugment {

    private static final Attribute<Long> PIXELS =
            Attribute.required("pixels", new WholeType(0, 1 << 16), "the largest move in each direction");

    static final Variant<Augment> VARIANT =
            Variant.of("shift", read -> new Shift(read.get(PIXELS).intValue()), PIXELS);

    private ShiftAugment() {}
}
