package dev.cnnc.compiler.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network with all shapes known.
 *
 * @param nodes in topological order; ids grow but need not be consecutive; the first is the input
 */
public record Graph(String name, List<Node> nodes, List<GraphOutput> outputs) {

    public Graph {
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
    }

    /** Finds nodes by id. */
    public Map<Integer, Node> byId() {
        Map<Integer, Node> found = new HashMap<>();
        for (Node node : nodes) {
            found.put(node.id(), node);
        }
        return found;
    }
}
