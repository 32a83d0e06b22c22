package dev.cnnc.compiler.observe;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Where the value of each layer of a network is found after a pass took out those that change nothing. */
final class StandIns {

    private StandIns() {}

    /** Nodes of {@code kept} by the paths of all layers of {@code written}, in its order. */
    static Map<String, Node> of(Graph written, Graph kept) {
        Set<Integer> ids = new HashSet<>(kept.byId().keySet());
        Map<Integer, Node> standIns = new LinkedHashMap<>();
        Map<String, Node> byPath = new LinkedHashMap<>();
        for (Node node : written.nodes()) {
            Node standIn = ids.contains(node.id()) ? node : standIns.get(node.inputs().get(0));
            standIns.put(node.id(), standIn);
            byPath.put(node.origin().path(), standIn);
        }
        return byPath;
    }
}
