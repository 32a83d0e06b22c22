package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Argument;
import dev.cnnc.grammar.tree.BinaryOperator;
import dev.cnnc.grammar.tree.Expression;
import dev.cnnc.grammar.tree.UnaryOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One computation: a walk through an expression. */
final class Evaluation implements Expression.Cases<Value> {

    private final Scope scope;
    private final Bounds bounds;
    private boolean wordsAllowed;
    private int depth;
    private Span place;

    Evaluation(Scope scope, Bounds bounds, boolean wordsAllowed) {
        this.scope = scope;
        this.bounds = bounds;
        this.wordsAllowed = wordsAllowed;
    }

    /** The part that was computed last: after an exception, the one that has no value. */
    Span place() {
        return place;
    }

    Value of(Expression expression) {
        bounds.spend(1, expression.span());
        place = expression.span();
        if (++depth > Bounds.EXPRESSION_DEPTH) {
            throw new EvaluationException(
                    DiagnosticCode.TOO_LARGE,
                    "this expression nests more than " + Bounds.EXPRESSION_DEPTH + " deep",
                    "");
        }
        Value value = expression.match(this);
        depth--;
        return value;
    }

    /** An operand: words have no place in a computation. */
    private Value operand(Expression expression) {
        boolean before = wordsAllowed;
        wordsAllowed = false;
        Value value = of(expression);
        wordsAllowed = before;
        return value;
    }

    @Override
    public Value whole(Expression.Whole whole) {
        return new Value.Whole(whole.value());
    }

    @Override
    public Value real(Expression.Real real) {
        return new Value.Real(real.value());
    }

    @Override
    public Value size(Expression.Size size) {
        return new Value.Size(size.extents());
    }

    @Override
    public Value text(Expression.Text text) {
        return new Value.Text(text.value());
    }

    @Override
    public Value truth(Expression.Truth truth) {
        return new Value.Truth(truth.value());
    }

    @Override
    public Value sequence(Expression.Sequence sequence) {
        List<Value> elements = new ArrayList<>();
        for (Expression element : sequence.elements()) {
            elements.add(of(element));
        }
        place = sequence.span();
        int size = size(elements, 0);
        bounds.spend(size, sequence.span());
        if (size > Bounds.LIST_ELEMENTS) {
            throw new EvaluationException(
                    DiagnosticCode.TOO_LARGE, "this list has more than " + Bounds.LIST_ELEMENTS + " elements", "");
        }
        return new Value.Sequence(elements);
    }

    /** Counts inner elements too: lists of lists of one list would otherwise double with each line. */
    private static int size(List<Value> elements, int before) {
        int count = before;
        for (Value element : elements) {
            count++;
            if (element instanceof Value.Sequence inner) {
                count = size(inner.elements(), count);
            }
            if (count > Bounds.LIST_ELEMENTS) {
                break;
            }
        }
        return count;
    }

    @Override
    public Value reference(Expression.Reference reference) {
        String name = reference.name().text();
        var binding = scope.find(name);
        if (binding.isPresent()) {
            return binding.get().value().orElseThrow(Evaluator.UnknownValueException::new);
        }
        if (wordsAllowed) {
            return new Value.Symbol(name);
        }
        throw undefined(name);
    }

    private EvaluationException undefined(String name) {
        return new EvaluationException(
                DiagnosticCode.UNDEFINED_NAME,
                "'" + name + "' is not defined",
                Suggestions.hint(name, scope.visible()));
    }

    @Override
    public Value apply(Expression.Apply apply) {
        String name = apply.function().text();
        if (Functions.NAMES.contains(name)) {
            return function(apply);
        }
        if (!wordsAllowed) {
            place = apply.function().span();
            throw new EvaluationException(
                    DiagnosticCode.UNDEFINED_NAME,
                    "there is no function '" + name + "'",
                    Suggestions.hint(name, Functions.NAMES));
        }
        List<Value> positional = new ArrayList<>();
        Map<String, Value> named = new LinkedHashMap<>();
        for (Argument argument : apply.arguments()) {
            Value value = of(argument.value());
            if (argument.name().isEmpty()) {
                positional.add(value);
            } else if (named.put(argument.name().get().text(), value) != null) {
                place = argument.span();
                throw new EvaluationException(
                        DiagnosticCode.DUPLICATE_ATTRIBUTE, "'" + argument.name().get() + "' is given twice", "");
            }
        }
        return new Value.Settings(name, positional, named);
    }

    private Value function(Expression.Apply apply) {
        List<Value> values = new ArrayList<>();
        for (Argument argument : apply.arguments()) {
            if (argument.name().isPresent()) {
                place = argument.span();
                throw new EvaluationException(
                        DiagnosticCode.UNKNOWN_ATTRIBUTE,
                        "'" + apply.function() + "' takes its arguments by position",
                        "leave '" + argument.name().get() + " =' out");
            }
            values.add(operand(argument.value()));
        }
        place = apply.span();
        return Functions.apply(apply.function().text(), values);
    }

    @Override
    public Value unary(Expression.Unary unary) {
        Value operand = operand(unary.operand());
        place = unary.span();
        return unary.operator() == UnaryOperator.NOT
                ? new Value.Truth(!isTrue(unary.operand(), operand, "not"))
                : Arithmetic.negate(operand);
    }

    @Override
    public Value binary(Expression.Binary binary) {
        BinaryOperator operator = binary.operator();
        switch (operator) {
            case AND, OR -> {
                boolean left = isTrue(binary.left(), operand(binary.left()), operator.symbol());
                boolean isDecided = left == (operator == BinaryOperator.OR);
                return new Value.Truth(
                        isDecided ? left : isTrue(binary.right(), operand(binary.right()), operator.symbol()));
            }
            case EQUAL, NOT_EQUAL -> {
                return equality(binary);
            }
            default -> {
                Value left = operand(binary.left());
                Value right = operand(binary.right());
                place = binary.span();
                return Arithmetic.apply(operator, left, right);
            }
        }
    }

    /** A parameter may hold a word, which is then compared with one: activation == relu. */
    private Value equality(Expression.Binary binary) {
        boolean before = wordsAllowed;
        wordsAllowed = true;
        Value left = of(binary.left());
        Value right = of(binary.right());
        wordsAllowed = before;
        boolean isLeftWord = left instanceof Value.Symbol;
        boolean isRightWord = right instanceof Value.Symbol;
        if (isFreeWord(binary.left()) && (isFreeWord(binary.right()) || !isRightWord)) {
            place = binary.left().span();
            throw undefined(((Expression.Reference) binary.left()).name().text());
        }
        if (isFreeWord(binary.right()) && !isLeftWord) {
            place = binary.right().span();
            throw undefined(((Expression.Reference) binary.right()).name().text());
        }
        place = binary.span();
        if (isComparable(left) && left.getClass() == right.getClass()) {
            return new Value.Truth(left.equals(right) == (binary.operator() == BinaryOperator.EQUAL));
        }
        if (isNumber(left) && isNumber(right)) {
            return Arithmetic.apply(binary.operator(), left, right);
        }
        throw new EvaluationException(
                DiagnosticCode.WRONG_TYPE, "cannot compare " + left.describe() + " with " + right.describe(), "");
    }

    private boolean isFreeWord(Expression expression) {
        return expression instanceof Expression.Reference reference
                && scope.find(reference.name().text()).isEmpty();
    }

    private static boolean isComparable(Value value) {
        return value instanceof Value.Symbol
                || value instanceof Value.Text
                || value instanceof Value.Truth
                || value instanceof Value.Size;
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Whole || value instanceof Value.Real;
    }

    @Override
    public Value choice(Expression.Choice choice) {
        boolean condition = isTrue(choice.condition(), operand(choice.condition()), "if");
        return of(condition ? choice.then() : choice.otherwise());
    }

    private boolean isTrue(Expression expression, Value value, String operation) {
        if (value instanceof Value.Truth truth) {
            return truth.value();
        }
        place = expression.span();
        throw new EvaluationException(
                DiagnosticCode.WRONG_TYPE,
                "'" + operation + "' takes true or false, found " + value.describe(),
                "");
    }
}
