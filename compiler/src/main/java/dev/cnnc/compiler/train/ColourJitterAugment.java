package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.ColourJitter;

/** {@code colour_jitter(brightness = 0.4, contrast = 0.4, saturation = 0.4)}. */
final class ColourJitterAugment {

    private static final Attribute<Double> BRIGHTNESS =
            Attribute.optional("brightness", NumberType.FRACTION, 0.0, "the largest change, 0 for none");
    private static final Attribute<Double> CONTRAST =
            Attribute.optional("contrast", NumberType.FRACTION, 0.0, "the largest change, 0 for none");
    private static final Attribute<Double> SATURATION =
            Attribute.optional("saturation", NumberType.FRACTION, 0.0, "the largest change, 0 for none");

    static final Variant<Augment> VARIANT = Variant.of(
            "colour_jitter",
            read -> new ColourJitter(read.get(BRIGHTNESS), read.get(CONTRAST), read.get(SATURATION)),
            BRIGHTNESS,
            CONTRAST,
            SATURATION);

    private ColourJitterAugment() {}
}
