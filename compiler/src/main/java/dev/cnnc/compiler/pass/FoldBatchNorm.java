package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.BatchNorm;
import dev.cnnc.compiler.layer.ProductLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folds a batch norm into the product before it: with fixed statistics both are linear, so the norm's factor goes into
 * the weights and its shift into the bias when they are packed. For inference only, and before anything else is fused.
 */
public final class FoldBatchNorm extends Fusion {

    /** What the norm's own parameters are called among those of the product. */
    private static final String PREFIX = "norm.";

    @Override
    public String name() {
        return "fold batch norm";
    }

    @Override
    Optional<Fused> fuse(Node node, Map<Integer, Node> before, Uses uses) {
        if (!(node.layer() instanceof BatchNorm norm)) {
            return Optional.empty();
        }
        return openProduct(node.inputs().get(0), before, uses)
                .filter(producer -> {
                    ProductLayer product = (ProductLayer) producer.layer();
                    return !product.isNormalised() && !product.tail().residual();
                })
                .map(producer -> {
                    List<NamedParameter> parameters = new ArrayList<>(producer.parameters());
                    for (NamedParameter own : node.parameters()) {
                        parameters.add(new NamedParameter(own.name(), PREFIX + own.role(), own.parameter()));
                    }
                    ProductLayer product = (ProductLayer) producer.layer();
                    return new Fused(producer, product.withNormalisation(norm.epsilon()), producer.inputs(),
                            parameters);
                });
    }
}
