package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.grammar.tree.Declaration;
import java.util.List;

/** A block or constant that the model's file imports and does not use. */
final class UnusedImport implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.UNUSED_IMPORT;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        Mentions mentions = Mentions.in(subject.file());
        return subject.file().declarations().stream()
                .filter(Declaration.Import.class::isInstance)
                .flatMap(declaration -> ((Declaration.Import) declaration).names().stream())
                .filter(name -> !mentions.call(name.text()) && !mentions.value(name.text()))
                .map(name -> Diagnostic.warning(
                        code(), name.span(), "'" + name + "' is imported and never used", "leave it out"))
                .toList();
    }
}
