package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.layer.ProductLayer;
import dev.cnnc.compiler.layer.TailedLayer;
import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The walk that all fusions share: each layer in order may absorb the one that made its input.
 *
 * <p>The fused node takes the id and the place of the layer that was absorbed, not of the product. So nobody's inputs
 * need renaming, and all that the fused node reads (with a residual, the other arm too) is computed before it.
 */
abstract class Fusion implements Pass {

    @Override
    public final Graph apply(Graph graph) {
        Uses uses = new Uses(graph);
        Map<Integer, Node> nodes = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            Optional<Fused> fused = fuse(node, nodes, uses);
            fused.ifPresent(f -> nodes.remove(f.producer().id()));
            nodes.put(node.id(), fused.map(f -> f.inPlaceOf(node)).orElse(node));
        }
        return new Graph(graph.name(), new ArrayList<>(nodes.values()), graph.outputs());
    }

    /**
     * Decides about one layer.
     *
     * @param before the nodes before it by id, fused already where they could be
     */
    abstract Optional<Fused> fuse(Node node, Map<Integer, Node> before, Uses uses);

    /** The product that makes that tensor, if nobody else reads it and nothing follows its sums yet. */
    static Optional<Node> openProduct(int tensor, Map<Integer, Node> before, Uses uses) {
        return open(tensor, before, uses).filter(producer -> producer.layer() instanceof ProductLayer);
    }

    /** The layer that makes that tensor, if it can take in what follows, nobody else reads it and nothing does yet. */
    static Optional<Node> open(int tensor, Map<Integer, Node> before, Uses uses) {
        Node producer = before.get(tensor);
        return uses.isReadOnce(tensor) && producer.layer() instanceof TailedLayer layer
                        && layer.tail().activation() == ActivationKind.NONE
                ? Optional.of(producer)
                : Optional.empty();
    }

    /** A layer and what it becomes when it absorbs the one behind it. */
    record Fused(Node producer, Layer layer, List<Integer> inputs, List<NamedParameter> parameters) {

        Node inPlaceOf(Node absorbed) {
            List<Node.Absorbed> all = new ArrayList<>(producer.absorbed());
            all.add(new Node.Absorbed(absorbed.origin(), absorbed.layer()));
            return new Node(absorbed.id(), producer.origin(), layer, inputs, absorbed.shape(), parameters,
                    producer.macs(), all);
        }
    }
}
