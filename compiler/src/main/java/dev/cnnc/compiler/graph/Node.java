package dev.cnnc.compiler.graph;

import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/**
 * A layer in its place. Its output tensor has the node's id.
 *
 * @param inputs ids of the nodes whose outputs it takes
 * @param shape  of its output
 * @param macs   multiply-accumulate operations for one image
 */
public record Node(
        int id,
        Origin origin,
        Layer layer,
        List<Integer> inputs,
        Shape shape,
        List<NamedParameter> parameters,
        long macs) {

    public Node {
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
    }

    public Node withLayer(Layer other) {
        return new Node(id, origin, other, inputs, shape, parameters, macs);
    }

    public Node withInputs(List<Integer> others) {
        return new Node(id, origin, layer, others, shape, parameters, macs);
    }

    public Node withParameters(List<NamedParameter> others) {
        return new Node(id, origin, layer, inputs, shape, others, macs);
    }

    public Node withShape(Shape other) {
        return new Node(id, origin, layer, inputs, other, parameters, macs);
    }
}
