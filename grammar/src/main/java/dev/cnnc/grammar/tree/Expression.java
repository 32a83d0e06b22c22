package dev.cnnc.grammar.tree;

import dev.cnnc.grammar.Span;
import java.util.List;

/** A value yet to be computed. */
public sealed interface Expression {

    Span span();

    /** One answer for each kind of expression; a new kind does not compile until every asker has one. */
    <R> R match(Cases<R> cases);

    /** {@code 64}. */
    record Whole(Span span, long value) implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.whole(this);
        }
    }

    /** {@code 0.5} or {@code 1e-3}. */
    record Real(Span span, double value) implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.real(this);
        }
    }

    /** {@code 3x3} or {@code 224x224x3}. */
    record Size(Span span, List<Long> extents) implements Expression {
        public Size {
            extents = List.copyOf(extents);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.size(this);
        }
    }

    /** {@code "Ankle boot"}; the value has its escapes resolved. */
    record Text(Span span, String value) implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /** {@code true} or {@code false}. */
    record Truth(Span span, boolean value) implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.truth(this);
        }
    }

    /** {@code [0.485, 0.456, 0.406]}. */
    record Sequence(Span span, List<Expression> elements) implements Expression {
        public Sequence {
            elements = List.copyOf(elements);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.sequence(this);
        }
    }

    /** A parameter, a constant, an index, or a word such as {@code same}: which of them, elaboration decides. */
    record Reference(Span span, Name name) implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reference(this);
        }
    }

    /** {@code round(16 * width)} or {@code adam(rate = 0.001)}. */
    record Apply(Span span, Name function, List<Argument> arguments) implements Expression {
        public Apply {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.apply(this);
        }
    }

    /** {@code -x} or {@code not flag}. */
    record Unary(Span span, UnaryOperator operator, Expression operand) implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unary(this);
        }
    }

    /** {@code a + b} and its like. */
    record Binary(Span span, BinaryOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.binary(this);
        }
    }

    /** {@code if i == 0 then 2 else 1}. */
    record Choice(Span span, Expression condition, Expression then, Expression otherwise) implements Expression {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.choice(this);
        }
    }

    /** No method has a default, so that no kind can be forgotten. */
    interface Cases<R> {
        R whole(Whole whole);

        R real(Real real);

        R size(Size size);

        R text(Text text);

        R truth(Truth truth);

        R sequence(Sequence sequence);

        R reference(Reference reference);

        R apply(Apply apply);

        R unary(Unary unary);

        R binary(Binary binary);

        R choice(Choice choice);
    }
}
