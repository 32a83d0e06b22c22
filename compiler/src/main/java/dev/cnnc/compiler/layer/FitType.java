package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.io.ImageFit;
import java.util.List;

/** {@code stretch}, {@code crop}, or {@code crop(256)} with the length of the shorter side before the cut. */
final class FitType implements AttributeType<ImageFit> {

    static final FitType TYPE = new FitType();

    private static final Attribute<Long> SHORTER_SIDE = Attribute.following("shorter_side",
            new WholeType(1, Integer.MAX_VALUE), "what covers the image",
            "the pixels that the shorter side is scaled to before the middle is cut out");

    private static final Variants<ImageFit> VARIANTS = new Variants<>(
            Variant.of("stretch", read -> ImageFit.STRETCH),
            Variant.of("crop",
                    read -> read.find(SHORTER_SIDE).map(Math::toIntExact).map(ImageFit::cropOf).orElse(ImageFit.CROP),
                    SHORTER_SIDE));

    private FitType() {}

    @Override
    public ImageFit read(Value value, Span span) throws Mismatch {
        return VARIANTS.read(value, span);
    }

    @Override
    public String expected() {
        return VARIANTS.expected();
    }

    @Override
    public String reference() {
        return "stretch (whole, in other proportions if need be), crop (the middle, as large as fits), or"
                + " crop(shorter_side), the middle of the picture when its shorter side has so many pixels";
    }

    @Override
    public String write(ImageFit value) {
        return value.shorterSide() == 0 ? value.kind() : value.kind() + "(" + value.shorterSide() + ")";
    }

    @Override
    public List<String> words() {
        return VARIANTS.words();
    }
}
