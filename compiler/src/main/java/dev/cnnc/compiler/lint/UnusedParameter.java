package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.ParameterDeclaration;
import java.util.List;
import java.util.stream.Stream;

/** A parameter of a block or model that changes nothing, whatever it is set to. */
final class UnusedParameter implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.UNUSED_PARAMETER;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        return subject.file().declarations().stream().flatMap(this::find).toList();
    }

    private Stream<Diagnostic> find(Declaration declaration) {
        if (declaration instanceof Declaration.Block block) {
            return find(block, "block", block.name(), block.parameters());
        }
        if (declaration instanceof Declaration.Model model) {
            return find(model, "model", model.name(), model.parameters());
        }
        return Stream.empty();
    }

    private Stream<Diagnostic> find(
            Declaration declaration, String what, Name owner, List<ParameterDeclaration> parameters) {
        Mentions mentions = Mentions.in(declaration);
        return parameters.stream()
                .map(ParameterDeclaration::name)
                .filter(name -> !mentions.value(name.text()))
                .map(name -> Diagnostic.warning(code(), name.span(),
                        what + " '" + owner + "' does not use its parameter '" + name + "'",
                        "use it, or leave it out, here and where it is given"));
    }
}
