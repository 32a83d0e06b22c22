package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.tree.BinaryOperator;
import java.util.List;
import java.util.Set;

/** The language's functions. */
final class Functions {

    static final Set<String> NAMES = Set.of("floor", "ceil", "round", "abs", "sqrt", "min", "max", "round_to");

    private Functions() {}

    static Value apply(String name, List<Value> arguments) {
        return switch (name) {
            case "floor" -> round(name, arguments, Math::floor);
            case "ceil" -> round(name, arguments, Math::ceil);
            case "round" -> round(name, arguments, value -> Math.floor(value + 0.5));
            case "abs" -> absolute(only(name, arguments));
            case "sqrt" -> squareRoot(only(name, arguments));
            case "min" -> extreme(name, arguments, BinaryOperator.LESS);
            case "max" -> extreme(name, arguments, BinaryOperator.GREATER);
            case "round_to" -> roundTo(arguments);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Value round(String name, List<Value> arguments, java.util.function.DoubleUnaryOperator rule) {
        Value value = only(name, arguments);
        return value instanceof Value.Whole
                ? value
                : Arithmetic.whole(rule.applyAsDouble(Arithmetic.real(name, value)));
    }

    private static Value absolute(Value value) {
        boolean isNegative = Arithmetic.real("abs", value) < 0;
        return isNegative ? Arithmetic.negate(value) : value;
    }

    /** The root of a square number stays whole, so that it may be a size. */
    private static Value squareRoot(Value value) {
        double root = Math.sqrt(Arithmetic.real("sqrt", value));
        long nearest = Math.round(root);
        boolean isSquare = value instanceof Value.Whole whole && root < 0x1p31 && nearest * nearest == whole.value();
        return isSquare ? new Value.Whole(nearest) : Arithmetic.finite(root);
    }

    private static Value extreme(String name, List<Value> arguments, BinaryOperator better) {
        if (arguments.isEmpty()) {
            throw wrongCount(name, "at least one number", 0);
        }
        Value best = arguments.get(0);
        Arithmetic.real(name, best);
        for (Value candidate : arguments.subList(1, arguments.size())) {
            Arithmetic.real(name, candidate);
            if (Arithmetic.apply(better, candidate, best) instanceof Value.Truth isBetter && isBetter.value()) {
                best = candidate;
            }
        }
        return best;
    }

    /**
     * The nearest multiple, but at least one, and never below nine tenths of the number: how MobileNet scales its
     * channels (Sandler et al., 2018, in the authors' code).
     */
    private static Value roundTo(List<Value> arguments) {
        if (arguments.size() != 2) {
            throw wrongCount("round_to", "a number and a multiple", arguments.size());
        }
        double value = Arithmetic.real("round_to", arguments.get(0));
        if (!(arguments.get(1) instanceof Value.Whole multiple) || multiple.value() < 1) {
            throw new EvaluationException(
                    DiagnosticCode.OUT_OF_RANGE,
                    "'round_to' rounds to multiples of a positive whole number, found "
                            + arguments.get(1).describe(),
                    "");
        }
        double step = multiple.value();
        double rounded = Math.max(step, Math.floor((value + Math.floor(step / 2)) / step) * step);
        return Arithmetic.whole(rounded < 0.9 * value ? rounded + step : rounded);
    }

    private static Value only(String name, List<Value> arguments) {
        if (arguments.size() != 1) {
            throw wrongCount(name, "one number", arguments.size());
        }
        return arguments.get(0);
    }

    private static EvaluationException wrongCount(String name, String wanted, int found) {
        return new EvaluationException(
                DiagnosticCode.WRONG_TYPE, "'" + name + "' takes " + wanted + ", found " + found + " arguments", "");
    }
}
