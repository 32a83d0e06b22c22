package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.Cutout;

/** {@code cutout(8)}. */
final class CutoutAugment {

    private static final Attribute<Long> SIZE =
            Attribute.required("size", new WholeType(1, 1 << 16), "the side of the square in pixels");
    private static final Attribute<Long> FILL =
            Attribute.optional("fill", new WholeType(0, 255), 0L, "what it is painted with, 0 to 255");

    static final Variant<Augment> VARIANT = Variant.of(
            "cutout", read -> new Cutout(read.get(SIZE).intValue(), read.get(FILL).intValue()), SIZE, FILL);

    private CutoutAugment() {}
}
