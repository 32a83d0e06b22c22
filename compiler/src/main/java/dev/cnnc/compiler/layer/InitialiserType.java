package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How weights begin: {@code he_normal}, {@code normal(0, 0.01)}, {@code constant(0.1)}. Fans are added by the layer.
 */
final class InitialiserType implements AttributeType<Initialiser> {

    static final InitialiserType TYPE = new InitialiserType();

    private static final Attribute<Double> VALUE = Attribute.required("value", NumberType.ANY, "every element");
    private static final Attribute<Double> LOW =
            Attribute.optional("low", NumberType.ANY, -0.05, "the lower bound");
    private static final Attribute<Double> HIGH =
            Attribute.optional("high", NumberType.ANY, 0.05, "the upper bound");
    private static final Attribute<Double> MEAN = Attribute.optional("mean", NumberType.ANY, 0.0, "the mean");
    private static final Attribute<Double> STD =
            Attribute.optional("std", NumberType.NOT_NEGATIVE, 0.05, "the standard deviation");

    private static final Attribute<Double> GAIN =
            Attribute.optional("gain", NumberType.POSITIVE, 1.0, "the length of each row");

    private static final List<Kind> KINDS = List.of(
            new Kind("zeros"),
            new Kind("ones"),
            new Kind("constant", VALUE),
            new Kind("uniform", LOW, HIGH),
            new Kind("normal", MEAN, STD),
            new Kind("truncated_normal", MEAN, STD),
            new Kind("glorot_uniform"),
            new Kind("glorot_normal"),
            new Kind("he_uniform"),
            new Kind("he_normal"),
            new Kind("lecun_uniform"),
            new Kind("lecun_normal"),
            new Kind("orthogonal", GAIN));

    private InitialiserType() {}

    @Override
    public Initialiser read(Value value, Span span) throws Mismatch {
        Value.Settings call;
        if (value instanceof Value.Settings settings) {
            call = settings;
        } else if (value instanceof Value.Symbol symbol) {
            call = new Value.Settings(symbol.name(), List.of(), Map.of());
        } else {
            throw wrong();
        }
        Kind kind = KINDS.stream()
                .filter(known -> known.name.equals(call.name()))
                .findFirst()
                .orElseThrow(InitialiserType::wrong);
        return kind.read(CallArguments.of(call, span));
    }

    private static Mismatch wrong() {
        return Mismatch.of(DiagnosticCode.WRONG_TYPE, TYPE.expected(), "");
    }

    @Override
    public String expected() {
        return "an initialiser such as he_normal or constant(0.1)";
    }

    @Override
    public String reference() {
        return KINDS.stream().map(Kind::signature).collect(Collectors.joining(", "));
    }

    @Override
    public String write(Initialiser value) {
        Kind kind = KINDS.stream()
                .filter(known -> known.name.equals(value.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value.kind()));
        return switch (kind.settings.size()) {
            case 0 -> kind.name;
            case 1 -> kind.name + "(" + Numbers.write(value.first()) + ")";
            default -> kind.name + "(" + Numbers.write(value.first()) + ", " + Numbers.write(value.second()) + ")";
        };
    }

    @Override
    public List<String> words() {
        return KINDS.stream().map(Kind::name).toList();
    }

    /** At most two settings, the initialiser's first and second. */
    private record Kind(String name, List<Attribute<Double>> settings) {

        @SafeVarargs
        Kind(String name, Attribute<Double>... settings) {
            this(name, List.of(settings));
        }

        String signature() {
            return settings.isEmpty()
                    ? name
                    : settings.stream()
                            .map(each -> each.isRequired() ? each.name() : each.name() + " = " + each.defaultText())
                            .collect(Collectors.joining(", ", name + "(", ")"));
        }

        Initialiser read(CallArguments arguments) throws Mismatch {
            Diagnostics problems = new Diagnostics();
            Optional<Attributes> read = Attributes.read(name, List.copyOf(settings), arguments, problems);
            if (read.isEmpty()) {
                throw Mismatch.within(problems.all().get(0));
            }
            return new Initialiser(name, setting(read.get(), 0), setting(read.get(), 1), 0, 0);
        }

        private double setting(Attributes read, int index) {
            return index < settings.size() ? read.get(settings.get(index)) : 0;
        }
    }
}
