package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.grammar.tree.Declaration;
import java.util.List;

/** A block of the model's own file that nothing calls. Files of blocks are there to be chosen from. */
final class UnusedBlock implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.UNUSED_BLOCK;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        Mentions mentions = Mentions.in(subject.file());
        return subject.file().declarations().stream()
                .filter(Declaration.Block.class::isInstance)
                .map(declaration -> ((Declaration.Block) declaration).name())
                .filter(name -> !mentions.call(name.text()))
                .map(name -> Diagnostic.warning(code(), name.span(), "block '" + name + "' is never used",
                        "call it, leave it out, or move it to a file from which it is imported"))
                .toList();
    }
}
