package dev.cnnc.compiler.graph;

import dev.cnnc.compiler.layer.ValueRange;
import dev.cnnc.compiler.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is certain of the numbers of every tensor, followed from layer to layer. */
public final class ValueRanges {

    private final Map<Integer, ValueRange> ranges = new HashMap<>();

    private ValueRanges() {}

    /** @param nodes in topological order */
    public static ValueRanges of(List<Node> nodes) {
        ValueRanges known = new ValueRanges();
        Map<Integer, Shape> shapes = new HashMap<>();
        for (Node node : nodes) {
            List<ValueRange> inputs = node.inputs().stream().map(known.ranges::get).toList();
            known.ranges.put(
                    node.id(), node.layer().range(inputs, node.inputs().stream().map(shapes::get).toList()));
            shapes.put(node.id(), node.shape());
        }
        return known;
    }

    /** Of the tensor that a node makes. */
    public ValueRange of(Node node) {
        return ranges.get(node.id());
    }
}
