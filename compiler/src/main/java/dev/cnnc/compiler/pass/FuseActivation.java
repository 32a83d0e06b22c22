package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.ActivationLayer;
import dev.cnnc.compiler.layer.TailedLayer;
import dev.cnnc.runtime.op.Tail;
import java.util.Map;
import java.util.Optional;

/** Lets a product or a batch norm apply the activation behind it while its result is still in registers. */
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
        return open(node.inputs().get(0), before, uses)
                .filter(producer -> ((TailedLayer) producer.layer()).takes(activation.activation()))
                .map(producer -> {
                    TailedLayer layer = (TailedLayer) producer.layer();
                    Tail tail = new Tail(activation.activation(), activation.alpha(), layer.tail().residual());
                    return new Fused(producer, layer.withTail(tail), producer.inputs(), producer.parameters());
                });
    }
}
