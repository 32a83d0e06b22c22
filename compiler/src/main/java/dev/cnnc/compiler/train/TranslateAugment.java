package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.Translate;

/** {@code translate(0.1)}. */
final class TranslateAugment {

    private static final Attribute<Double> SHARE =
            Attribute.required("share", NumberType.FRACTION, "the largest move as a share of height and width");

    static final Variant<Augment> VARIANT =
            Variant.of("translate", read -> new Translate(read.get(SHARE)), SHARE);

    private TranslateAugment() {}
}
