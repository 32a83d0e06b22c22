package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.BatchNorm;
import dev.cnnc.compiler.layer.InstanceNorm;
import dev.cnnc.compiler.layer.ProductLayer;
import java.util.List;

/**
 * A bias that batch norm or instance norm takes away again with the mean of the channel: it costs parameters and learns
 * nothing. Who writes {@code bias = true} means it, as networks do that follow published weights, and is not warned.
 */
final class BiasBeforeNorm implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.BIAS_BEFORE_NORM;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        return subject.graph().nodes().stream()
                .filter(node -> node.layer() instanceof BatchNorm || node.layer() instanceof InstanceNorm)
                .map(subject::before)
                .filter(node -> hasUnsaidBias(node) && subject.readers(node).size() == 1 && !subject.isOutput(node))
                .map(node -> LintSubject.warning(code(), node,
                        "the bias of this layer has no effect: the norm behind it takes it away with the mean",
                        "add 'bias = false'; 'bias = true' keeps it without this warning"))
                .toList();
    }

    private static boolean hasUnsaidBias(Node node) {
        return node.layer() instanceof ProductLayer
                && !node.origin().attributes().containsKey("bias")
                && node.parameters().stream().anyMatch(parameter -> parameter.role().equals("bias"));
    }
}
