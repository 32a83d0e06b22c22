package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.LossInfo;
import java.util.ArrayList;
import java.util.List;

/** {@code mse}, {@code huber(delta = 2)}, {@code cross_entropy(reads = probabilities)}. */
public final class LossType implements AttributeType<LossInfo> {

    private static final Attribute<String> READS = Attribute.following("reads",
            WordType.of(LossInfo.LOGITS, LossInfo.PROBABILITIES), "what the layers before it make",
            "what the values are taken for");
    private static final Attribute<Double> DELTA = Attribute.optional(
            "delta", NumberType.POSITIVE, 1.0, "the distance at which the square becomes a straight line");

    /** A loss, for a whole network. */
    public static final LossType LOSS = new LossType(List.of());

    /** A loss, or {@code none} for an output that training leaves alone. */
    static final LossType OR_NONE = new LossType(List.of(Variant.of("none", read -> LossInfo.NONE)));

    private final Variants<LossInfo> variants;

    private LossType(List<Variant<LossInfo>> more) {
        List<Variant<LossInfo>> all = new ArrayList<>();
        for (Loss loss : Loss.values()) {
            all.add(switch (loss) {
                case CROSS_ENTROPY, BINARY_CROSS_ENTROPY -> Variant.of(loss.word(),
                        read -> LossInfo.of(loss.word()).reading(read.find(READS).orElse("")), READS);
                case HUBER -> Variant.of(loss.word(),
                        read -> new LossInfo(loss.word(), "", read.get(DELTA)), DELTA);
                default -> Variant.of(loss.word(), read -> LossInfo.of(loss.word()));
            });
        }
        all.addAll(more);
        variants = new Variants<>(all);
    }

    @Override
    public LossInfo read(Value value, Span span) throws Mismatch {
        return variants.read(value, span);
    }

    @Override
    public String expected() {
        return variants.expected();
    }

    @Override
    public List<String> words() {
        return variants.words();
    }

    @Override
    public String write(LossInfo value) {
        if (value.isNone()) {
            return "none";
        }
        if (!value.reads().isEmpty()) {
            return Variants.write(value.kind(), READS.name(), value.reads());
        }
        return value.equals(LossInfo.of(value.kind()))
                ? value.kind()
                : Variants.write(value.kind(), DELTA.name(), Numbers.write(value.delta()));
    }
}
