package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.tensor.Regulariser;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code none}, {@code l1(0.001)} or {@code l2(0.001)}. */
final class RegulariserType implements AttributeType<Regulariser> {

    static final RegulariserType TYPE = new RegulariserType();

    private static final String NONE = "none";
    private static final String L1 = "l1";
    private static final String L2 = "l2";

    private static final Attribute<Double> RATE = Attribute.optional(
            "rate", NumberType.NOT_NEGATIVE, 0.01, "the factor on the sum of magnitudes or squares");

    private RegulariserType() {}

    @Override
    public Regulariser read(Value value, Span span) throws Mismatch {
        if (value instanceof Value.Symbol symbol) {
            return symbol.name().equals(NONE)
                    ? Regulariser.NONE
                    : read(new Value.Settings(symbol.name(), List.of(), Map.of()), span);
        }
        if (!(value instanceof Value.Settings call) || !List.of(L1, L2).contains(call.name())) {
            throw Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
        }
        Diagnostics problems = new Diagnostics();
        Optional<Attributes> read =
                Attributes.read(call.name(), List.of(RATE), CallArguments.of(call, span), problems);
        if (read.isEmpty()) {
            throw Mismatch.within(problems.all().get(0));
        }
        double rate = read.get().get(RATE);
        return call.name().equals(L1) ? new Regulariser(rate, 0) : new Regulariser(0, rate);
    }

    @Override
    public String expected() {
        return "none, or a regulariser such as l2(0.001)";
    }

    @Override
    public String reference() {
        return "none, l1(rate = 0.01), l2(rate = 0.01)";
    }

    @Override
    public String write(Regulariser value) {
        if (value.equals(Regulariser.NONE)) {
            return NONE;
        }
        return value.l1() > 0 ? L1 + "(" + Numbers.write(value.l1()) + ")" : L2 + "(" + Numbers.write(value.l2()) + ")";
    }

    @Override
    public List<String> words() {
        return List.of(NONE, L1, L2);
    }
}
