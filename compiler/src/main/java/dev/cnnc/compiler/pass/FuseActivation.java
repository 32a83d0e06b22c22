package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.ActivationLayer;
import dev.cnnc.compiler.layer.ProductLayer;
import dev.cnnc.runtime.op.Tail;
import java.util.Map;
import java.util.Optional;

/** Lets a product apply the activation behind it while its sums are still in registers. */
public final class FuseActivation extends Fusion {

    private final boolean training;

    /** @param training whether the derivative is needed too: it must then follow from the output, all that is kept */
    public FuseActivation(boolean training) {
        this.training = training;
    }

    @Override
    public String name() {
        return "fuse activation";
    }

    @Override
    Optional<Fused> fuse(Node node, Map<Integer, Node> before, Uses uses) {
        if (!(node.layer() instanceof ActivationLayer activation)
                || training && !activation.activation().derivativeFromOutput()) {
            return Optional.empty();
        }
        return openProduct(node.inputs().get(0), before, uses).map(producer -> {
            ProductLayer product = (ProductLayer) producer.layer();
            Tail tail = new Tail(activation.activation(), activation.alpha(), product.tail().residual());
            return new Fused(producer, product.withTail(tail), producer.inputs(), producer.parameters());
        });
    }
}
