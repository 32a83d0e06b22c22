package dev.cnnc.compiler;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.pass.RemoveDeadNodes;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.TrainInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The weights that training singles out by their names: those that are frozen, and those of other rates. */
final class WeightPatterns {

    private static final String FREEZE = "freeze";
    private static final String RATES = "rates";

    private final List<NamedParameter> weights;
    private final Network network;
    private final Diagnostics diagnostics;

    private WeightPatterns(Network network, Graph graph, Diagnostics diagnostics) {
        this.network = network;
        this.diagnostics = diagnostics;
        weights = new RemoveDeadNodes().apply(graph).nodes().stream()
                .flatMap(node -> node.parameters().stream())
                .toList();
    }

    /** The network with other frozen weights than its file says, if the user wants others. */
    static Network override(Network network, Optional<List<String>> freeze) {
        if (freeze.isEmpty()) {
            return network;
        }
        String text = String.join(" ", freeze.get());
        Span span = new Span(new SourceFile("--" + FREEZE, text), 0, text.length());
        return network.withTrain(network.train().withFreeze(freeze.get()), FREEZE, span);
    }

    /** Reports patterns that fit nothing, and a network in which nothing is left to learn. */
    static void check(Network network, Graph graph, Diagnostics diagnostics) {
        new WeightPatterns(network, graph, diagnostics).check();
    }

    private void check() {
        TrainInfo train = network.train();
        if (train.freeze().isEmpty() && train.rates().isEmpty()) {
            return;
        }
        reportUnused(FREEZE, train.withRates(List.of()));
        reportUnused(RATES, train.withFreeze(List.of()));
        boolean learns = weights.stream()
                .anyMatch(it -> it.parameter().trainable() && !train.isFrozen(it.name()));
        if (!learns && !train.freeze().isEmpty()) {
            report(FREEZE, "every weight is frozen, so nothing is left to learn",
                    "take back what shall learn, as in [\"*\", \"!head\"]");
        }
    }

    private void reportUnused(String setting, TrainInfo alone) {
        for (String pattern : alone.patternsWithoutWeights(weights.stream().map(NamedParameter::name).toList())) {
            report(setting, "no weight or layer is named '" + pattern + "'",
                    Suggestions.hint(pattern.replaceAll("[*!]", ""), paths(), "they are named " + examples()));
        }
    }

    private void report(String setting, String message, String hint) {
        diagnostics.report(Diagnostic.error(
                DiagnosticCode.WEIGHT_PATTERN, network.settingsAt().get(setting), message, hint));
    }

    /** The weights, their layers, and the scopes around these. */
    private Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>();
        for (NamedParameter weight : weights) {
            String name = weight.name();
            for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
                paths.add(name.substring(0, end));
            }
        }
        return paths;
    }

    private String examples() {
        String first = weights.isEmpty() ? "nothing" : weights.get(0).name();
        return weights.size() < 2 ? first : first + " to " + weights.get(weights.size() - 1).name();
    }
}
