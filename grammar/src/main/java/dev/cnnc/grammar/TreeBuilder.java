package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnBaseVisitor;
import dev.cnnc.grammar.antlr.CnnParser;
import dev.cnnc.grammar.tree.Argument;
import dev.cnnc.grammar.tree.Body;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.Expression;
import dev.cnnc.grammar.tree.ModelFile;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.ParameterDeclaration;
import dev.cnnc.grammar.tree.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Turns ANTLR's tree of a file without errors into the records of {@code dev.cnnc.grammar.tree}. */
final class TreeBuilder {

    private final SourceFile file;
    private final ExpressionBuilder expressions;
    private final Statements statements = new Statements();
    private final Declarations declarations = new Declarations();

    TreeBuilder(SourceFile file, List<SyntaxError> errors) {
        this.file = file;
        this.expressions = new ExpressionBuilder(this, errors);
    }

    ModelFile build(CnnParser.FileContext root) {
        Optional<ModelFile.LanguageVersion> version = Optional.ofNullable(root.version())
                .map(it -> new ModelFile.LanguageVersion(span(it), Long.parseLong(it.WHOLE().getText())));
        Span whole = new Span(file, 0, file.text().length());
        return new ModelFile(whole, version, map(root.declaration(), declarations::visit));
    }

    Span span(ParserRuleContext context) {
        int start = context.getStart().getStartIndex();
        return new Span(file, start, Math.max(start, context.getStop().getStopIndex() + 1));
    }

    Span span(TerminalNode node) {
        Token token = node.getSymbol();
        return new Span(file, token.getStartIndex(), token.getStopIndex() + 1);
    }

    Name name(TerminalNode node) {
        return new Name(span(node), node.getText());
    }

    List<Argument> arguments(CnnParser.ArgumentsContext context) {
        return context == null ? List.of() : map(context.argument(), it -> new Argument(
                span(it), Optional.ofNullable(it.NAME()).map(this::name), expressions.visit(it.expression())));
    }

    static <A, B> List<B> map(List<A> items, Function<A, B> change) {
        return items.stream().map(change).toList();
    }

    private Body body(CnnParser.BodyContext context) {
        return new Body(span(context), map(context.statement(), statements::visit));
    }

    private Optional<Name> label(CnnParser.LabelContext context) {
        return Optional.ofNullable(context).map(it -> name(it.NAME()));
    }

    private Statement.Conditional conditional(CnnParser.ConditionalContext context) {
        Optional<Body> otherwise = Optional.empty();
        if (context.conditional() != null) {
            Statement.Conditional next = conditional(context.conditional());
            otherwise = Optional.of(new Body(next.span(), List.of(next)));
        } else if (context.body().size() > 1) {
            otherwise = Optional.of(body(context.body(1)));
        }
        return new Statement.Conditional(
                span(context), expressions.visit(context.expression()), body(context.body(0)), otherwise);
    }

    private final class Declarations extends CnnBaseVisitor<Declaration> {

        @Override
        public Declaration visitImporting(CnnParser.ImportingContext it) {
            Expression.Text path = new Expression.Text(span(it.STRING()), Texts.value(it.STRING().getText()));
            return new Declaration.Import(span(it), map(it.NAME(), TreeBuilder.this::name), path);
        }

        @Override
        public Declaration visitConstant(CnnParser.ConstantContext it) {
            return new Declaration.Constant(span(it), name(it.NAME()), expressions.visit(it.expression()));
        }

        @Override
        public Declaration visitBlockDefinition(CnnParser.BlockDefinitionContext it) {
            return new Declaration.Block(span(it), name(it.NAME()), parameters(it.parameters()), body(it.body()));
        }

        @Override
        public Declaration visitModelDefinition(CnnParser.ModelDefinitionContext it) {
            return new Declaration.Model(span(it), name(it.NAME()), parameters(it.parameters()), body(it.body()));
        }

        private List<ParameterDeclaration> parameters(CnnParser.ParametersContext context) {
            return context == null ? List.of() : map(context.parameter(), it -> new ParameterDeclaration(
                    span(it), name(it.NAME()), Optional.ofNullable(it.expression()).map(expressions::visit)));
        }
    }

    private final class Statements extends CnnBaseVisitor<Statement> {

        @Override
        public Statement visitCall(CnnParser.CallContext it) {
            List<Name> inputs = it.inputs() == null ? List.of() : map(it.inputs().NAME(), TreeBuilder.this::name);
            List<Statement.Branch> branches = it.branches() == null ? List.of() : map(it.branches().branch(),
                    branch -> new Statement.Branch(span(branch), label(branch.label()), body(branch.body())));
            return new Statement.Call(
                    span(it), label(it.label()), inputs, name(it.NAME()), arguments(it.arguments()), branches);
        }

        @Override
        public Statement visitRepeat(CnnParser.RepeatContext it) {
            return new Statement.Repeat(span(it), label(it.label()), expressions.visit(it.expression()),
                    Optional.ofNullable(it.NAME()).map(TreeBuilder.this::name), body(it.body()));
        }

        @Override
        public Statement visitResidual(CnnParser.ResidualContext it) {
            Optional<Statement.Shortcut> shortcut = Optional.ofNullable(it.shortcut())
                    .map(arm -> new Statement.Shortcut(span(arm),
                            Optional.ofNullable(arm.expression()).map(expressions::visit), body(arm.body())));
            return new Statement.Residual(span(it), label(it.label()), body(it.body()), shortcut);
        }

        @Override
        public Statement visitSide(CnnParser.SideContext it) {
            return new Statement.Side(span(it), label(it.label()), body(it.body()));
        }

        @Override
        public Statement visitChoose(CnnParser.ChooseContext it) {
            return conditional(it.conditional());
        }

        @Override
        public Statement visitLet(CnnParser.LetContext it) {
            return new Statement.Let(span(it), name(it.NAME()), expressions.visit(it.expression()));
        }

        @Override
        public Statement visitClassLabels(CnnParser.ClassLabelsContext it) {
            return new Statement.Labels(span(it), expressions.visit(it.expression()));
        }

        @Override
        public Statement visitTrain(CnnParser.TrainContext it) {
            return new Statement.Train(span(it), map(it.setting(), setting -> new Statement.Setting(
                    span(setting), name(setting.NAME()), expressions.visit(setting.expression()))));
        }
    }
}
