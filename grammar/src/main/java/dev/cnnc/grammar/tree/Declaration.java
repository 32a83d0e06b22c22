package dev.cnnc.grammar.tree;

import dev.cnnc.grammar.Span;
import java.util.List;

/** What may stand at the top of a file. */
public sealed interface Declaration {

    Span span();

    /** {@code import basic, bottleneck from "resnet_blocks.cnn"}. */
    record Import(Span span, List<Name> names, Expression.Text path) implements Declaration {
        public Import {
            names = List.copyOf(names);
        }
    }

    /** {@code let growth = 32}, known to every block and model of the file. */
    record Constant(Span span, Name name, Expression value) implements Declaration {}

    /** {@code block basic(filters, stride = 1) { … }}. */
    record Block(Span span, Name name, List<ParameterDeclaration> parameters, Body body) implements Declaration {
        public Block {
            parameters = List.copyOf(parameters);
        }
    }

    /** {@code model lenet5(classes = 10) { … }}. */
    record Model(Span span, Name name, List<ParameterDeclaration> parameters, Body body) implements Declaration {
        public Model {
            parameters = List.copyOf(parameters);
        }
    }
}
