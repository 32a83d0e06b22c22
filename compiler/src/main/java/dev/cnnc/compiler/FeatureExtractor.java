package dev.cnnc.compiler;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.LossInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cuts a network off behind one of its layers, whose values then are all that it gives. */
final class FeatureExtractor {

    private static final String OUTPUT = "features";
    private static final String OPTION = "--until";

    private FeatureExtractor() {}

    /**
     * The model up to a layer, without classes and training; empty after a report that there is none of that name.
     *
     * @param layer its path, or that of a scope, whose last layer is meant
     */
    static Optional<CheckedModel> upTo(String layer, CheckedModel model, Diagnostics diagnostics) {
        Graph graph = model.graph();
        Optional<Node> last = find(layer, graph);
        if (last.isEmpty()) {
            String hint = Suggestions.hint(layer, paths(graph), "'cnnc summary' shows their names");
            diagnostics.report(Diagnostic.error(DiagnosticCode.UNDEFINED_TENSOR,
                    new Span(new SourceFile(OPTION, layer), 0, layer.length()),
                    "there is no layer or scope named '" + layer + "'", hint));
            return Optional.empty();
        }
        GraphOutput output = new GraphOutput(OUTPUT, last.get().id(), LossInfo.NONE, 1, false);
        Network whole = model.network();
        Network network = new Network(whole.name(), whole.layers(), whole.outputs(), List.of(), Optional.empty(),
                whole.train().withFreeze(List.of()).withRates(List.of()), Map.of());
        return Optional.of(new CheckedModel(network, new Graph(graph.name(), graph.nodes(), List.of(output))));
    }

    private static Optional<Node> find(String layer, Graph graph) {
        Optional<Node> exact = graph.nodes().stream().filter(it -> it.origin().path().equals(layer)).findFirst();
        return exact.or(() -> graph.nodes().stream()
                .filter(it -> it.origin().path().startsWith(layer + "."))
                .reduce((earlier, later) -> later));
    }

    private static Set<String> paths(Graph graph) {
        Set<String> paths = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            String path = node.origin().path();
            for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
                paths.add(path.substring(0, end));
            }
        }
        return paths;
    }
}
