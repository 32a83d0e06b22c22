package dev.cnnc.grammar.tree;

import dev.cnnc.grammar.Span;
import java.util.List;
import java.util.Optional;

/** What may stand in a body. */
public sealed interface Statement {

    Span span();

    /**
     * A layer or a block: {@code c1: conv(6, 5x5)}, {@code left, right -> add}, {@code concat { branch { … } … }}.
     *
     * @param label    names the layer and its output tensor
     * @param inputs   the tensors before the arrow; empty means the tensor of the layer before
     * @param branches parallel bodies whose ends are the inputs of this layer
     */
    record Call(
            Span span,
            Optional<Name> label,
            List<Name> inputs,
            Name name,
            List<Argument> arguments,
            List<Branch> branches)
            implements Statement {
        public Call {
            inputs = List.copyOf(inputs);
            arguments = List.copyOf(arguments);
            branches = List.copyOf(branches);
        }
    }

    /** {@code left: branch { … }}, one arm of a call that joins. */
    record Branch(Span span, Optional<Name> label, Body body) {}

    /** {@code stage1: repeat 3 as i { … }}; the index counts from 0. */
    record Repeat(Span span, Optional<Name> label, Expression count, Optional<Name> index, Body body)
            implements Statement {}

    /** {@code residual { … } shortcut if stride != 1 { … }}: the sum of the body and the shortcut. */
    record Residual(Span span, Optional<Name> label, Body body, Optional<Shortcut> shortcut) implements Statement {}

    /** The other arm of a residual; without it, or where its condition does not hold, the input itself. */
    record Shortcut(Span span, Optional<Expression> condition, Body body) {}

    /** {@code if i == 0 { … } else { … }}. */
    record Conditional(Span span, Expression condition, Body then, Optional<Body> otherwise) implements Statement {}

    /** {@code side { … }}: layers beside the main path, such as an auxiliary classifier. */
    record Side(Span span, Optional<Name> label, Body body) implements Statement {}

    /** {@code let width = 16 * k}. */
    record Let(Span span, Name name, Expression value) implements Statement {}

    /** {@code labels ["cat", "dog"]}: the names of the classes, in order. */
    record Labels(Span span, Expression names) implements Statement {}

    /** {@code train { loss = cross_entropy … }}. */
    record Train(Span span, List<Setting> settings) implements Statement {
        public Train {
            settings = List.copyOf(settings);
        }
    }

    /** {@code batch = 128} in a train section. */
    record Setting(Span span, Name name, Expression value) {}
}
