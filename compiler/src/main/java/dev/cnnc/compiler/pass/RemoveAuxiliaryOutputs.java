package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import java.util.List;

/**
 * Drops the outputs that only help training, such as auxiliary classifiers; the layers that lead to them alone are dead
 * then. For inference only.
 */
public final class RemoveAuxiliaryOutputs implements Pass {

    @Override
    public String name() {
        return "remove auxiliary outputs";
    }

    @Override
    public Graph apply(Graph graph) {
        List<GraphOutput> kept =
                graph.outputs().stream().filter(output -> !output.auxiliary()).toList();
        return new Graph(graph.name(), graph.nodes(), kept);
    }
}
