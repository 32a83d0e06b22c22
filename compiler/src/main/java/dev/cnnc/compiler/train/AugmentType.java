package dev.cnnc.compiler.train;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.layer.WholeType;
import dev.cnnc.compiler.layer.WordType;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.AugmentInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code [flip(horizontal), shift(2)]}. */
final class AugmentType implements AttributeType<List<AugmentInfo>> {

    private static final int MOST = 16;
    private static final int LARGEST_SHIFT = 4096;

    private static final Attribute<String> DIRECTION =
            Attribute.optional("direction", WordType.of("horizontal"), "horizontal", "which way images are mirrored");
    private static final Attribute<Long> PIXELS =
            Attribute.required("pixels", new WholeType(0, LARGEST_SHIFT), "the largest shift in each direction");

    private static final Variants<AugmentInfo> VARIANTS = new Variants<>(
            Variant.of("flip", read -> new AugmentInfo("flip", 0), DIRECTION),
            Variant.of("shift", read -> new AugmentInfo("shift", read.get(PIXELS).intValue()), PIXELS));

    @Override
    public List<AugmentInfo> read(Value value, Span span) throws Mismatch {
        if (!(value instanceof Value.Sequence sequence)) {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "put it in brackets: [flip(horizontal)]");
        }
        if (sequence.elements().size() > MOST) {
            throw Mismatch.of(DiagnosticCode.TOO_LARGE, "at most " + MOST + " changes", "");
        }
        List<AugmentInfo> changes = new ArrayList<>();
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
        words.addAll(DIRECTION.type().words());
        return words;
    }

    @Override
    public String write(List<AugmentInfo> value) {
        return value.stream()
                .map(change -> change.kind().equals("flip") ? "flip(horizontal)" : "shift(" + change.amount() + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
