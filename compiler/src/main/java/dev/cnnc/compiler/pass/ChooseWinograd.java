package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Conv;
import dev.cnnc.compiler.layer.WinogradConv;
import dev.cnnc.compiler.tensor.Shape;
import java.util.Map;

/**
 * Lets convolutions predict by Winograd's algorithm where that takes less time. For inference only: its rounding errors
 * are larger, which gradients would pass on.
 */
public final class ChooseWinograd implements Pass {

    @Override
    public String name() {
        return "choose winograd";
    }

    @Override
    public Graph apply(Graph graph) {
        Map<Integer, Node> nodes = graph.byId();
        return new Graph(graph.name(), graph.nodes().stream().map(node -> choose(node, nodes)).toList(),
                graph.outputs());
    }

    private static Node choose(Node node, Map<Integer, Node> nodes) {
        if (!(node.layer() instanceof Conv conv) || !WinogradConv.suits(conv)) {
            return node;
        }
        Shape input = nodes.get(node.inputs().get(0)).shape();
        int tile = new ConvolutionCost(node.shape().height(), node.shape().width(), input.channels(), conv.filters())
                .bestTile();
        return tile == ConvolutionCost.DIRECT ? node : node.withLayer(new WinogradConv(conv, tile));
    }
}
