package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Drops the layers that change nothing when the network predicts, such as dropout. For inference only. */
public final class RemoveIdentities implements Pass {

    @Override
    public String name() {
        return "remove identities";
    }

    @Override
    public Graph apply(Graph graph) {
        Map<Integer, Integer> standIns = new HashMap<>();
        List<Node> kept = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.layer().isIdentityInInference()) {
                int input = node.inputs().get(0);
                standIns.put(node.id(), standIns.getOrDefault(input, input));
            } else {
                kept.add(node.withInputs(node.inputs().stream()
                        .map(input -> standIns.getOrDefault(input, input))
                        .toList()));
            }
        }
        List<GraphOutput> outputs = graph.outputs().stream()
                .map(output -> output.of(standIns.getOrDefault(output.node(), output.node()), output.loss()))
                .toList();
        return new Graph(graph.name(), kept, outputs);
    }
}
