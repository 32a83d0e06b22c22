package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnBaseVisitor;
import dev.cnnc.grammar.antlr.CnnParser;
import dev.cnnc.grammar.tree.BinaryOperator;
import dev.cnnc.grammar.tree.Expression;
import dev.cnnc.grammar.tree.UnaryOperator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The expressions of a {@link TreeBuilder}. */
final class ExpressionBuilder extends CnnBaseVisitor<Expression> {

    private static final Map<String, BinaryOperator> OPERATORS = Arrays.stream(BinaryOperator.values())
            .collect(Collectors.toMap(BinaryOperator::symbol, Function.identity()));

    private final TreeBuilder builder;
    private final List<SyntaxError> errors;

    ExpressionBuilder(TreeBuilder builder, List<SyntaxError> errors) {
        this.builder = builder;
        this.errors = errors;
    }

    @Override
    public Expression visitWhole(CnnParser.WholeContext it) {
        return new Expression.Whole(builder.span(it), Long.parseLong(it.getText()));
    }

    @Override
    public Expression visitReal(CnnParser.RealContext it) {
        return new Expression.Real(builder.span(it), Double.parseDouble(it.getText()));
    }

    @Override
    public Expression visitSize(CnnParser.SizeContext it) {
        List<Long> extents = Arrays.stream(it.getText().split("x")).map(Long::valueOf).toList();
        return new Expression.Size(builder.span(it), extents);
    }

    @Override
    public Expression visitText(CnnParser.TextContext it) {
        return new Expression.Text(builder.span(it), Texts.value(it.getText()));
    }

    @Override
    public Expression visitTruth(CnnParser.TruthContext it) {
        return new Expression.Truth(builder.span(it), it.TRUE() != null);
    }

    @Override
    public Expression visitSequence(CnnParser.SequenceContext it) {
        return new Expression.Sequence(builder.span(it), TreeBuilder.map(it.expression(), this::visit));
    }

    @Override
    public Expression visitApply(CnnParser.ApplyContext it) {
        return new Expression.Apply(builder.span(it), builder.name(it.NAME()), builder.arguments(it.arguments()));
    }

    @Override
    public Expression visitReference(CnnParser.ReferenceContext it) {
        return new Expression.Reference(builder.span(it), builder.name(it.NAME()));
    }

    @Override
    public Expression visitGroup(CnnParser.GroupContext it) {
        return visit(it.expression());
    }

    @Override
    public Expression visitUnary(CnnParser.UnaryContext it) {
        UnaryOperator operator = it.NOT() != null ? UnaryOperator.NOT : UnaryOperator.NEGATE;
        return new Expression.Unary(builder.span(it), operator, visit(it.expression()));
    }

    @Override
    public Expression visitBinary(CnnParser.BinaryContext it) {
        BinaryOperator operator = operator(it);
        if (isComparison(operator)) {
            for (CnnParser.ExpressionContext side : it.expression()) {
                if (side instanceof CnnParser.BinaryContext binary && isComparison(operator(binary))) {
                    errors.add(new SyntaxError(builder.span(it), "comparisons cannot be chained",
                            "join two of them with 'and', or put one in parentheses"));
                }
            }
        }
        return new Expression.Binary(builder.span(it), operator, visit(it.expression(0)), visit(it.expression(1)));
    }

    private static BinaryOperator operator(CnnParser.BinaryContext it) {
        return OPERATORS.get(it.getChild(1).getText());
    }

    private static boolean isComparison(BinaryOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case OR, AND, ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE, REMAINDER, POWER -> false;
        };
    }

    @Override
    public Expression visitChoice(CnnParser.ChoiceContext it) {
        return new Expression.Choice(
                builder.span(it), visit(it.expression(0)), visit(it.expression(1)), visit(it.expression(2)));
    }
}
