package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import java.util.HashMap;
import java.util.Map;

/** How often each tensor is read. Being an output of the network counts as a read. */
final class Uses {

    private final Map<Integer, Integer> counts = new HashMap<>();

    Uses(Graph graph) {
        for (Node node : graph.nodes()) {
            for (int input : node.inputs()) {
                counts.merge(input, 1, Integer::sum);
            }
        }
        for (GraphOutput output : graph.outputs()) {
            counts.merge(output.node(), 1, Integer::sum);
        }
    }

    /** Whether the tensor's only reader may absorb the node that makes it. */
    boolean isReadOnce(int node) {
        return counts.getOrDefault(node, 0) == 1;
    }
}
