package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Concat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A concatenation of a concatenation takes the inputs of that one, as each layer of a dense block takes the outputs of
 * all before it. It copies more pieces, but can then be computed again from what convolutions wrote, without the whole
 * chain of concatenations before it.
 */
public final class FlattenConcats implements Pass {

    @Override
    public String name() {
        return "flatten concats";
    }

    @Override
    public Graph apply(Graph graph) {
        Map<Integer, List<Integer>> pieces = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.layer() instanceof Concat) {
                List<Integer> flat = node.inputs().stream()
                        .flatMap(input -> pieces.getOrDefault(input, List.of(input)).stream())
                        .toList();
                pieces.put(node.id(), flat);
                nodes.add(node.withInputs(flat));
            } else {
                nodes.add(node);
            }
        }
        return new Graph(graph.name(), nodes, graph.outputs());
    }
}
