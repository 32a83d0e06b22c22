package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.RandomResizedCrop;

/** {@code random_resized_crop(area = 0.08)}. */
final class RandomResizedCropAugment {

    private static final Attribute<Double> AREA = Attribute.optional(
            "area", NumberType.POSITIVE, 0.08, "the smallest part's share of the area");
    private static final Attribute<Double> RATIO = Attribute.optional(
            "ratio", NumberType.POSITIVE, 4 / 3.0, "the largest distortion of width against height");

    static final Variant<Augment> VARIANT = Variant.of(
            "random_resized_crop", read -> new RandomResizedCrop(read.get(AREA), read.get(RATIO)), AREA, RATIO);

    private RandomResizedCropAugment() {}
}
