package dev.cnnc.compiler.lint;

import dev.cnnc.grammar.tree.Argument;
import dev.cnnc.grammar.tree.Body;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.Expression;
import dev.cnnc.grammar.tree.ModelFile;
import dev.cnnc.grammar.tree.ParameterDeclaration;
import dev.cnnc.grammar.tree.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that a piece of a file uses: values and calls. A name counts wherever it stands, whatever it means there,
 * so that nothing that is used is ever said to be unused.
 */
final class Mentions implements Expression.Cases<Void> {

    private final Set<String> values = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private final List<Statement.Let> lets = new ArrayList<>();

    private Mentions() {}

    static Mentions in(ModelFile file) {
        Mentions mentions = new Mentions();
        file.declarations().forEach(mentions::declaration);
        return mentions;
    }

    static Mentions in(Declaration declaration) {
        Mentions mentions = new Mentions();
        mentions.declaration(declaration);
        return mentions;
    }

    boolean value(String name) {
        return values.contains(name);
    }

    boolean call(String name) {
        return calls.contains(name);
    }

    /** The values named within the bodies. */
    List<Statement.Let> lets() {
        return lets;
    }

    private void declaration(Declaration declaration) {
        if (declaration instanceof Declaration.Constant constant) {
            constant.value().match(this);
        } else if (declaration instanceof Declaration.Block block) {
            parameters(block.parameters());
            body(block.body());
        } else if (declaration instanceof Declaration.Model model) {
            parameters(model.parameters());
            body(model.body());
        }
    }

    private void parameters(List<ParameterDeclaration> parameters) {
        parameters.forEach(parameter -> parameter.defaultValue().ifPresent(value -> value.match(this)));
    }

    private void body(Body body) {
        body.statements().forEach(this::statement);
    }

    private void statement(Statement statement) {
        if (statement instanceof Statement.Call call) {
            calls.add(call.name().text());
            arguments(call.arguments());
            call.branches().forEach(branch -> body(branch.body()));
        } else if (statement instanceof Statement.Repeat repeat) {
            repeat.count().match(this);
            body(repeat.body());
        } else if (statement instanceof Statement.Residual residual) {
            body(residual.body());
            residual.shortcut().ifPresent(shortcut -> {
                shortcut.condition().ifPresent(condition -> condition.match(this));
                body(shortcut.body());
            });
        } else if (statement instanceof Statement.Conditional conditional) {
            conditional.condition().match(this);
            body(conditional.then());
            conditional.otherwise().ifPresent(this::body);
        } else if (statement instanceof Statement.Side side) {
            body(side.body());
        } else if (statement instanceof Statement.Let let) {
            lets.add(let);
            let.value().match(this);
        } else if (statement instanceof Statement.Labels labels) {
            labels.names().match(this);
        } else if (statement instanceof Statement.Train train) {
            train.settings().forEach(setting -> setting.value().match(this));
        } else {
            throw new IllegalStateException("no rule for " + statement.getClass());
        }
    }

    private void arguments(List<Argument> arguments) {
        arguments.forEach(argument -> argument.value().match(this));
    }

    @Override
    public Void whole(Expression.Whole whole) {
        return null;
    }

    @Override
    public Void real(Expression.Real real) {
        return null;
    }

    @Override
    public Void size(Expression.Size size) {
        return null;
    }

    @Override
    public Void text(Expression.Text text) {
        return null;
    }

    @Override
    public Void truth(Expression.Truth truth) {
        return null;
    }

    @Override
    public Void sequence(Expression.Sequence sequence) {
        sequence.elements().forEach(element -> element.match(this));
        return null;
    }

    @Override
    public Void reference(Expression.Reference reference) {
        values.add(reference.name().text());
        return null;
    }

    @Override
    public Void apply(Expression.Apply apply) {
        arguments(apply.arguments());
        return null;
    }

    @Override
    public Void unary(Expression.Unary unary) {
        return unary.operand().match(this);
    }

    @Override
    public Void binary(Expression.Binary binary) {
        binary.left().match(this);
        return binary.right().match(this);
    }

    @Override
    public Void choice(Expression.Choice choice) {
        choice.condition().match(this);
        choice.then().match(this);
        return choice.otherwise().match(this);
    }
}
