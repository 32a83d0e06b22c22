package dev.cnnc.compiler.graph;

import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/**
 * A layer in its place. Its output tensor has the node's id.
 *
 * @param inputs   ids of the nodes whose outputs it takes
 * @param shape    of its output
 * @param macs     multiply-accumulate operations for one image
 * @param absorbed the layers that were fused into it, in the order of the computation
 */
public record Node(
        int id,
        Origin origin,
        Layer layer,
        List<Integer> inputs,
        Shape shape,
        List<NamedParameter> parameters,
        long macs,
        List<Absorbed> absorbed) {

    public Node {
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
        absorbed = List.copyOf(absorbed);
    }

    public Node(
            int id,
            Origin origin,
            Layer layer,
            List<Integer> inputs,
            Shape shape,
            List<NamedParameter> parameters,
            long macs) {
        this(id, origin, layer, inputs, shape, parameters, macs, List.of());
    }

    /** A layer that another one computes along with itself. */
    public record Absorbed(Origin origin, Layer layer) {}

    public Node withLayer(Layer other) {
        return new Node(id, origin, other, inputs, shape, parameters, macs, absorbed);
    }

    public Node withInputs(List<Integer> others) {
        return new Node(id, origin, layer, others, shape, parameters, macs, absorbed);
    }
}
