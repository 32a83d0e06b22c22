package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.Statement;
import java.util.ArrayList;
import java.util.List;

/** A value that {@code let} names and nothing uses: for the whole file at its top, for its block or model within. */
final class UnusedConstant implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.UNUSED_CONSTANT;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        List<Diagnostic> found = new ArrayList<>();
        Mentions everywhere = Mentions.in(subject.file());
        for (Declaration declaration : subject.file().declarations()) {
            if (declaration instanceof Declaration.Constant constant) {
                check(constant.name(), everywhere, found);
            } else {
                Mentions within = Mentions.in(declaration);
                within.lets().stream().map(Statement.Let::name).forEach(name -> check(name, within, found));
            }
        }
        return found;
    }

    private void check(Name name, Mentions mentions, List<Diagnostic> found) {
        if (!mentions.value(name.text())) {
            found.add(Diagnostic.warning(
                    code(), name.span(), "the value of '" + name + "' is never used", "use it, or leave it out"));
        }
    }
}
