package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.ModelFile;
import dev.cnnc.grammar.tree.ParameterDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values for a model's parameters that come from outside its file, as text in the language. */
final class Overrides {

    private static final String SOURCE = "--set";

    private final Evaluator evaluator;
    private final Diagnostics diagnostics;

    Overrides(Evaluator evaluator, Diagnostics diagnostics) {
        this.evaluator = evaluator;
        this.diagnostics = diagnostics;
    }

    /** The values by parameter; one that cannot be read is there without a value. */
    Map<String, Optional<Value>> read(Declaration.Model model, Map<String, String> overrides, FileScope file) {
        List<String> parameters = model.parameters().stream()
                .map(ParameterDeclaration::name)
                .map(Object::toString)
                .toList();
        Map<String, Optional<Value>> values = new HashMap<>();
        overrides.forEach((name, text) -> {
            if (parameters.contains(name)) {
                values.put(name, read(name, text, file));
            } else {
                SourceFile source = new SourceFile(SOURCE, name + " = " + text);
                String hint = Suggestions.hint(name, parameters,
                        parameters.isEmpty() ? "it has none" : "it has " + String.join(", ", parameters));
                diagnostics.report(Diagnostic.error(
                        DiagnosticCode.UNDEFINED_NAME,
                        new Span(source, 0, name.length()),
                        "model '" + model.name() + "' has no parameter '" + name + "'",
                        hint));
            }
        });
        return values;
    }

    /** Reads the text as the value of a constant, so that there is one grammar for values. */
    private Optional<Value> read(String name, String text, FileScope file) {
        SourceFile source = new SourceFile(SOURCE, "let " + name + " = " + text);
        Optional<ModelFile> tree = SourceReader.read(source, diagnostics);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        List<Declaration> declarations = tree.get().declarations();
        if (declarations.size() == 1 && declarations.get(0) instanceof Declaration.Constant constant) {
            return evaluator.definition(constant.value(), Scope.of(file, List.of()));
        }
        diagnostics.report(Diagnostic.error(
                DiagnosticCode.SYNTAX, tree.get().span(), "this is not one value", "give a single value"));
        return Optional.empty();
    }
}
