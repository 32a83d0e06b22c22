package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Loss;
import dev.cnnc.runtime.LossInfo;
import java.util.List;
import java.util.Map;

/**
 * Lets a cross entropy read what goes into the softmax before it, and a binary one what goes into the sigmoid: the
 * fused loss does both, without the overflow of the exponential and the division by a vanishing probability that the
 * two have one after the other. For training only.
 */
public final class TakeLossFromLogits implements Pass {

    @Override
    public String name() {
        return "take loss from logits";
    }

    @Override
    public Graph apply(Graph graph) {
        Map<Integer, Node> nodes = graph.byId();
        List<GraphOutput> outputs = graph.outputs().stream()
                .map(output -> {
                    Node node = nodes.get(output.node());
                    boolean fits = !output.loss().isNone()
                            && Loss.of(output.loss()).computes(node.layer(), output.loss());
                    return fits
                            ? output.of(node.inputs().get(0), output.loss().reading(LossInfo.LOGITS))
                            : output;
                })
                .toList();
        return new Graph(graph.name(), graph.nodes(), outputs);
    }
}
