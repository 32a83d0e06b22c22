package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drops the layers that no output depends on. The input stays. */
public final class RemoveDeadNodes implements Pass {

    @Override
    public String name() {
        return "remove dead layers";
    }

    @Override
    public Graph apply(Graph graph) {
        Set<Integer> live = new HashSet<>();
        live.add(graph.nodes().get(0).id());
        for (GraphOutput output : graph.outputs()) {
            live.add(output.node());
        }
        List<Node> kept = new ArrayList<>();
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (live.contains(node.id())) {
                live.addAll(node.inputs());
                kept.add(node);
            }
        }
        Collections.reverse(kept);
        return new Graph(graph.name(), kept, graph.outputs());
    }
}
