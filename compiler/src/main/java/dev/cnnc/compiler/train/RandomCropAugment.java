package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.Variant;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.compiler.layer.WordType;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.RandomCrop;

/** {@code random_crop(padding = 4, border = mirror)}. */
final class RandomCropAugment {

    private static final Attribute<Long> PADDING =
            Attribute.required("padding", new WholeType(0, 1 << 16), "the border in pixels");
    private static final Attribute<String> BORDER =
            Attribute.optional("border", WordType.of("black", "mirror"), "black", "what is in the border");

    static final Variant<Augment> VARIANT = Variant.of(
            "random_crop",
            read -> new RandomCrop(read.get(PADDING).intValue(), read.get(BORDER).equals("mirror")),
            PADDING,
            BORDER);

    private RandomCropAugment() {}
}
