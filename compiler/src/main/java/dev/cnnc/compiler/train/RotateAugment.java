package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.Rotate;

/** {@code rotate(10)}. */
final class RotateAugment {

    private static final Attribute<Double> DEGREES =
            Attribute.required("degrees", NumberType.NOT_NEGATIVE, "the largest angle in either direction");

    static final Variant<Augment> VARIANT =
            Variant.of("rotate", read -> new Rotate(read.get(DEGREES)), DEGREES);

    private RotateAugment() {}
}
