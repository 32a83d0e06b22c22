package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Conv;
import dev.cnnc.compiler.layer.PooledConv;
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
        boolean pooled = node.layer() instanceof PooledConv;
        Conv conv = node.layer() instanceof PooledConv both ? both.conv()
                : node.layer() instanceof Conv alone ? alone : null;
        if (conv == null || !WinogradConv.suits(conv)) {
            return node;
        }
        int scale = pooled ? 2 : 1;
        Shape input = nodes.get(node.inputs().get(0)).shape();
        int tile = new ConvolutionCost(scale * node.shape().height(), scale * node.shape().width(), input.channels(),
                conv.filters()).bestTile();
        return tile == ConvolutionCost.DIRECT ? node : node.withLayer(new WinogradConv(conv, tile, pooled));
    }
}
