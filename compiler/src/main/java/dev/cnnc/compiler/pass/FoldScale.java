package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.ProductLayer;
import dev.cnnc.compiler.layer.Scale;
import java.util.Map;
import java.util.Optional;

/**
 * Folds a constant factor into the weights of the product before it when they are packed, so that the sum which follows
 * in a residual can be fused too. For inference only, since the weights that are trained are those without the factor.
 */
public final class FoldScale extends Fusion {

    @Override
    public String name() {
        return "fold scale";
    }

    @Override
    Optional<Fused> fuse(Node node, Map<Integer, Node> before, Uses uses) {
        if (!(node.layer() instanceof Scale scale)) {
            return Optional.empty();
        }
        return openProduct(node.inputs().get(0), before, uses)
                .filter(producer -> !((ProductLayer) producer.layer()).tail().residual())
                .map(producer -> new Fused(producer, ((ProductLayer) producer.layer()).withFactor(scale.factor()),
                        producer.inputs(), producer.parameters()));
    }
}
