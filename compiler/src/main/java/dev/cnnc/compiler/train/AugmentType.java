package dev.cnnc.compiler.train;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.layer.Variants;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.train.augment.Augment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code [flip(horizontal), shift(2)]}: changes, each kind of which is a file. */
final class AugmentType implements AttributeType<List<Augment>> {

    private static final int MOST = 16;

    private static final Variants<Augment> VARIANTS = new Variants<>(
            FlipAugment.VARIANT,
            ShiftAugment.VARIANT,
            TranslateAugment.VARIANT,
            RotateAugment.VARIANT,
            RandomCropAugment.VARIANT,
            RandomResizedCropAugment.VARIANT,
            ColourJitterAugment.VARIANT,
            CutoutAugment.VARIANT,
            MixupAugment.VARIANT);

    @Override
    public List<Augment> read(Value value, Span span) throws Mismatch {
        if (!(value instanceof Value.Sequence sequence)) {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "put it in brackets: [flip(horizontal)]");
        }
        if (sequence.elements().size() > MOST) {
            throw Mismatch.of(DiagnosticCode.TOO_LARGE, "at most " + MOST + " changes", "");
        }
        List<Augment> changes = new ArrayList<>();
        for (Value element : sequence.elements()) {
            changes.add(VARIANTS.read(element, span));
        }
        return changes;
    }

    @Override
    public String expected() {
        return "a list of " + VARIANTS.expected();
    }

    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>(VARIANTS.words());
        words.addAll(List.of("horizontal", "vertical", "black", "mirror"));
        return words;
    }

    @Override
    public String write(List<Augment> value) {
        return value.stream().map(Augment::kind).collect(Collectors.joining(", ", "[", "]"));
    }
}
