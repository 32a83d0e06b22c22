package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.tensor.Regulariser;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.List;

/** {@code none}, {@code l1(0.001)}, {@code l2(0.001)} or {@code l1_l2(l1 = 1e-5, l2 = 1e-4)}, with Keras's defaults. */
final class RegulariserType implements AttributeType<Regulariser> {

    static final RegulariserType TYPE = new RegulariserType();

    private static final Attribute<Double> RATE = rate("rate", "the factor on the sum of magnitudes or squares");
    private static final Attribute<Double> L1 = rate("l1", "the factor on the sum of magnitudes");
    private static final Attribute<Double> L2 = rate("l2", "the factor on the sum of squares");

    private static final Variants<Regulariser> VARIANTS = new Variants<>(
            Variant.of("none", read -> Regulariser.NONE),
            Variant.of("l1", read -> new Regulariser(read.get(RATE), 0), RATE),
            Variant.of("l2", read -> new Regulariser(0, read.get(RATE)), RATE),
            Variant.of("l1_l2", read -> new Regulariser(read.get(L1), read.get(L2)), L1, L2));

    private RegulariserType() {}

    private static Attribute<Double> rate(String name, String documentation) {
        return Attribute.optional(name, NumberType.NOT_NEGATIVE, 0.01, documentation);
    }

    @Override
    public Regulariser read(Value value, Span span) throws Mismatch {
        return VARIANTS.read(value, span);
    }

    @Override
    public String expected() {
        return "none, or a regulariser such as l2(0.001)";
    }

    @Override
    public String reference() {
        return "none, l1(rate = 0.01), l2(rate = 0.01), l1_l2(l1 = 0.01, l2 = 0.01)";
    }

    @Override
    public String write(Regulariser value) {
        if (value.l1() > 0 && value.l2() > 0) {
            return Variants.write("l1_l2", "l1", Numbers.write(value.l1()), "l2", Numbers.write(value.l2()));
        }
        if (value.l1() > 0) {
            return "l1(" + Numbers.write(value.l1()) + ")";
        }
        return value.l2() > 0 ? "l2(" + Numbers.write(value.l2()) + ")" : "none";
    }

    @Override
    public List<String> words() {
        return VARIANTS.words();
    }
}
