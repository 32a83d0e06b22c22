package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Conv;
import dev.cnnc.compiler.layer.PooledConv;
import dev.cnnc.compiler.layer.WinogradConv;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Lets convolutions be computed by Winograd's algorithm where that takes less time: in a prediction of one image, or in
 * a step of training, which has a gradient of the input too and packs its weights each time.
 */
public final class ChooseWinograd implements Pass {
    private final OptionalInt batch;

    private ChooseWinograd(OptionalInt batch) {
        this.batch = batch;
    }

    public static ChooseWinograd inference() {
        return new ChooseWinograd(OptionalInt.empty());
    }

    /** With so many images a step. */
    public static ChooseWinograd training(int batch) {
        return new ChooseWinograd(OptionalInt.of(batch));
    }

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

    private Node choose(Node node, Map<Integer, Node> nodes) {
        boolean pooled = node.layer() instanceof PooledConv;
        Conv conv = node.layer() instanceof PooledConv both ? both.conv()
                : node.layer() instanceof Conv alone ? alone : null;
        if (conv == null || !WinogradConv.suits(conv)) {
            return node;
        }
        Shape input = nodes.get(node.inputs().get(0)).shape();
        int tile = ConvolutionCost.bestTile(costs(input, conv.outputShape(List.of(input))));
        return tile == ConvolutionCost.DIRECT ? node : node.withLayer(new WinogradConv(conv, tile, pooled));
    }

    private List<ConvolutionCost> costs(Shape x, Shape y) {
        if (batch.isEmpty()) {
            return List.of(new ConvolutionCost(1, y.height(), y.width(), x.channels(), y.channels(), false));
        }
        int images = batch.getAsInt();
        return List.of(new ConvolutionCost(images, y.height(), y.width(), x.channels(), y.channels(), true),
                new ConvolutionCost(images, x.height(), x.width(), y.channels(), x.channels(), true));
    }
}
