package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Add;
import dev.cnnc.compiler.layer.BatchNorm;
import dev.cnnc.compiler.layer.ProductLayer;
import dev.cnnc.compiler.layer.TailedLayer;
import dev.cnnc.runtime.op.Tail;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a layer add the other arm of a sum to its own result before it writes it: for predictions a product, for
 * training a batch norm. Comes after the batch norms were folded for predictions, which stand between product and sum,
 * and before activations are fused, which follow it.
 *
 * <p>Where both arms end in such a layer, the later one takes the sum; the other stays as it is.
 */
public final class FuseResidual extends Fusion {

    private final Class<? extends TailedLayer> taker;

    /** @param training whether the residual's gradient is needed too, which no product computes */
    public FuseResidual(boolean training) {
        taker = training ? BatchNorm.class : ProductLayer.class;
    }

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

    private Optional<Fused> absorb(int arm, int other, Map<Integer, Node> before, Uses uses) {
        return open(arm, before, uses)
                .filter(producer -> taker.isInstance(producer.layer()) && takes(producer, other))
                .map(producer -> {
                    TailedLayer layer = (TailedLayer) producer.layer();
                    Tail tail = layer.tail();
                    return new Fused(producer, layer.withTail(new Tail(tail.activation(), tail.alpha(), true)),
                            List.of(producer.inputs().get(0), other), producer.parameters());
                });
    }

    /** A norm of the very tensor that is added would set that one's gradient after its residual's share was added. */
    private static boolean takes(Node producer, int other) {
        boolean itself = producer.layer() instanceof BatchNorm && producer.inputs().get(0) == other;
        return !itself && !((TailedLayer) producer.layer()).tail().residual();
    }
}
