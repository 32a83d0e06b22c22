package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.runtime.TrainInfo;
import java.util.List;

/** Marks the weights that do not learn, so that no gradient is computed for them, nor for what lies before them all. */
public final class FreezeWeights implements Pass {

    private final TrainInfo train;

    public FreezeWeights(TrainInfo train) {
        this.train = train;
    }

    @Override
    public String name() {
        return "freeze weights";
    }

    @Override
    public Graph apply(Graph graph) {
        if (train.freeze().isEmpty()) {
            return graph;
        }
        return new Graph(graph.name(), graph.nodes().stream().map(this::frozen).toList(), graph.outputs());
    }

    private Node frozen(Node node) {
        List<NamedParameter> parameters = node.parameters().stream()
                .map(it -> new NamedParameter(it.name(), it.role(), it.parameter(), train.isFrozen(it.name())))
                .toList();
        return new Node(node.id(), node.origin(), node.layer(), node.inputs(), node.shape(), parameters, node.macs(),
                node.absorbed());
    }
}
