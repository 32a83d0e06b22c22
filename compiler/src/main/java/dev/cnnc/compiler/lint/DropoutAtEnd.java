package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Dropout;
import dev.cnnc.compiler.layer.SpatialDropout;
import java.util.List;
import java.util.Optional;

/** Dropout with no layer behind it that could learn to do without the numbers it erases: it erases answers. */
final class DropoutAtEnd implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.DROPOUT_AT_END;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        return subject.graph().outputs().stream()
                .map(GraphOutput::node)
                .flatMap(output -> atEnd(subject, subject.node(output)).stream())
                .distinct()
                .map(node -> LintSubject.warning(code(), node,
                        "this dropout erases answers of the network: no layer that learns stands behind it",
                        "move it in front of the last convolution or dense layer, or leave it out"))
                .toList();
    }

    private static Optional<Node> atEnd(LintSubject subject, Node output) {
        Node node = output;
        while (LintSubject.passesOn(node)) {
            node = subject.before(node);
        }
        boolean isDropout = node.layer() instanceof Dropout || node.layer() instanceof SpatialDropout;
        return isDropout ? Optional.of(node) : Optional.empty();
    }
}
