package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Dense;
import dev.cnnc.compiler.layer.ProductLayer;
import java.util.List;
import java.util.Locale;

/**
 * A dense layer with more than nine tenths of a convolutional network's parameters, as comes of flattening a large
 * image. Below a million parameters it does no harm, and without convolutions there is nothing else to hold them.
 */
final class HeavyDense implements Lint {

    private static final double SHARE = 0.9;
    private static final long LEAST = 1_000_000;

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.DENSE_HEAVY;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        Graph graph = subject.graph();
        boolean convolves = graph.nodes().stream()
                .anyMatch(node -> node.layer() instanceof ProductLayer && !(node.layer() instanceof Dense));
        if (!convolves) {
            return List.of();
        }
        long total = graph.nodes().stream().mapToLong(HeavyDense::parameters).sum();
        return graph.nodes().stream()
                .filter(node -> node.layer() instanceof Dense)
                .filter(node -> parameters(node) >= LEAST && parameters(node) > SHARE * total)
                .map(node -> LintSubject.warning(code(), node,
                        String.format(Locale.ROOT, "this layer holds %d %% of all parameters: %,d of %,d",
                                100 * parameters(node) / total, parameters(node), total),
                        String.format(Locale.ROOT, "it reads %,d numbers; pool the image further before 'flatten', or "
                                + "take 'global_avgpool' instead", subject.before(node).shape().size())))
                .toList();
    }

    private static long parameters(Node node) {
        return node.parameters().stream()
                .map(NamedParameter::parameter)
                .filter(parameter -> parameter.trainable())
                .mapToLong(parameter -> parameter.count())
                .sum();
    }
}
