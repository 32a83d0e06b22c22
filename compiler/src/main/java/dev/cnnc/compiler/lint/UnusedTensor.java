package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import java.util.List;

/** A layer whose tensor nobody takes: most likely an arrow that passes it by. */
final class UnusedTensor implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.UNUSED_TENSOR;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        return subject.graph().nodes().stream()
                .filter(node -> subject.readers(node).isEmpty() && !subject.isOutput(node))
                .map(node -> LintSubject.warning(code(), node, "nothing takes the tensor of this layer",
                        "mark it with 'output' if it is a result, or leave the layer out"))
                .toList();
    }
}
