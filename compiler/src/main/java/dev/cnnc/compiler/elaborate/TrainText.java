package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.layer.CallArguments;
import dev.cnnc.compiler.train.TrainSettings;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.tree.Argument;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.ModelFile;
import dev.cnnc.grammar.tree.Statement;
import dev.cnnc.runtime.TrainInfo;
import java.util.List;
import java.util.Optional;

/** Settings of a train section that come from outside a file, as text in the language. */
public final class TrainText {

    private static final String BEFORE = "model settings { train {\n";
    private static final String AFTER = "\n} }";

    private TrainText() {}

    /**
     * Other settings with these in their place; empty after errors were reported.
     *
     * @param text   {@code schedule = cosine(warmup = 5) clip_norm = 1}
     * @param source what the text is called in messages
     */
    public static Optional<TrainInfo> read(String text, String source, TrainInfo others, Diagnostics diagnostics) {
        Optional<ModelFile> tree = SourceReader.read(new SourceFile(source, BEFORE + text + AFTER), diagnostics);
        Bounds bounds = new Bounds();
        Evaluator evaluator = new Evaluator(diagnostics, bounds);
        LayerReader reader = new LayerReader(evaluator, diagnostics, bounds);
        Scope scope = Scope.of(new FileScope(evaluator, diagnostics), List.of());
        return tree.flatMap(file -> section(file, diagnostics)).flatMap(section -> {
            List<Argument> settings = ModelSections.settings(section);
            Optional<CallArguments> arguments = reader.arguments(section.span(), settings, scope);
            return arguments.flatMap(
                    call -> TrainSettings.read(call, TrainSettings.changeable(), others, diagnostics));
        });
    }

    /** The section around the text, which must not have closed it. */
    private static Optional<Statement.Train> section(ModelFile file, Diagnostics diagnostics) {
        if (file.declarations().size() == 1
                && file.declarations().get(0) instanceof Declaration.Model model
                && model.body().statements().size() == 1
                && model.body().statements().get(0) instanceof Statement.Train train) {
            return Optional.of(train);
        }
        diagnostics.report(Diagnostic.error(
                DiagnosticCode.SYNTAX, file.span(), "these are not settings", "give them as name = value"));
        return Optional.empty();
    }
}
