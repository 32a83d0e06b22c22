package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Add;
import dev.cnnc.compiler.layer.ProductLayer;
import dev.cnnc.runtime.op.Tail;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a product add the other arm of a sum to its own sums before it writes them. For inference only. Comes after the
 * batch norms were folded, which stand between product and sum, and before activations are fused, which follow it.
 *
 * <p>Where both arms end in a product, the later one takes the sum; the other stays as it is.
 */
public final class FuseResidual extends Fusion {

    @Override
    public String name() {
        return "fuse residual";
    }

    @Override
    Optional<Fused> fuse(Node node, Map<Integer, Node> before, Uses uses) {
        if (!(node.layer() instanceof Add) || node.inputs().size() != 2) {
            return Optional.empty();
        }
        int left = node.inputs().get(0);
        int right = node.inputs().get(1);
        int later = Math.max(left, right);
        int earlier = Math.min(left, right);
        return absorb(later, earlier, before, uses).or(() -> absorb(earlier, later, before, uses));
    }

    private static Optional<Fused> absorb(int arm, int other, Map<Integer, Node> before, Uses uses) {
        return openProduct(arm, before, uses)
                .filter(producer -> !((ProductLayer) producer.layer()).tail().residual())
                .map(producer -> {
                    ProductLayer product = (ProductLayer) producer.layer();
                    Tail tail = product.tail();
                    return new Fused(producer, product.withTail(new Tail(tail.activation(), tail.alpha(), true)),
                            List.of(producer.inputs().get(0), other), producer.parameters());
                });
    }
}
