package dev.cnnc.compiler.lower;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tensors need a gradient, and which of their readers sets it.
 *
 * <p>A tensor needs one if a loss depends on it and it depends on something that learns. So the input never has one, nor
 * have frozen layers with nothing but frozen ones before them, nor a branch that no loss sees. Contributions come in the
 * order of the backward pass: first those of the losses, then those of the readers, the last reader first. The first
 * contribution sets the gradient and the others add to it.
 */
final class GradientFlow {

    private final Set<Integer> trained = new HashSet<>();
    private final Set<Integer> seenByLoss = new HashSet<>();
    private final Set<Integer> hasLoss = new HashSet<>();
    private final Map<Integer, Integer> firstContributor = new HashMap<>();

    GradientFlow(Graph graph) {
        for (Node node : graph.nodes()) {
            if (node.parameters().stream().anyMatch(NamedParameter::learns)
                    || node.inputs().stream().anyMatch(trained::contains)) {
                trained.add(node.id());
            }
        }
        for (GraphOutput output : graph.outputs()) {
            if (!output.loss().isNone()) {
                hasLoss.add(output.node());
            }
        }
        seenByLoss.addAll(hasLoss);
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (seenByLoss.contains(node.id())) {
                for (int input : node.inputs()) {
                    seenByLoss.add(input);
                    firstContributor.putIfAbsent(input, node.id());
                }
            }
        }
    }

    /**
     * Every tensor needs a gradient, the input's too, and whoever computes a contribution adds it: gradients are zero
     * before a backward pass, which may then begin at any tensor.
     */
    static GradientFlow everywhere(Graph graph) {
        GradientFlow flow = new GradientFlow(graph);
        for (Node node : graph.nodes()) {
            flow.trained.add(node.id());
            flow.seenByLoss.add(node.id());
            flow.hasLoss.add(node.id());
        }
        return flow;
    }

    boolean needsGradient(int node) {
        return trained.contains(node) && seenByLoss.contains(node);
    }

    /** Whether the gradient of that input holds something already when the node's backward step runs. */
    boolean accumulates(Node node, int index) {
        int input = node.inputs().get(index);
        return hasLoss.contains(input)
                || firstContributor.getOrDefault(input, node.id()) != node.id()
                || node.inputs().indexOf(input) < index;
    }
}
