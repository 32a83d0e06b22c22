package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.SlidingWindow;
import dev.cnnc.compiler.layer.Windowed;
import dev.cnnc.compiler.tensor.Shape;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of the image one pixel of a tensor depends on, and how far apart on the image two neighbours are. For
 * windows one after another it grows by {@code (reach - 1) * step}, and the step by the stride (Araujo, Norris and Sim,
 * Computing receptive fields of convolutional neural networks, Distill, 2019).
 */
record ReceptiveField(long height, long width, long stepDown, long stepRight) {

    /** More than any image has, and small enough to be added to. */
    private static final long ALL = 1L << 40;

    /** The fields of all tensors, by node. Where several ways lead to one, the widest counts. */
    static Map<Integer, ReceptiveField> of(Graph graph) {
        Map<Integer, Shape> shapes = new HashMap<>();
        Map<Integer, ReceptiveField> fields = new HashMap<>();
        for (Node node : graph.nodes()) {
            ReceptiveField field = new ReceptiveField(1, 1, 1, 1);
            for (int input : node.inputs()) {
                field = field.widest(fields.get(input).through(node, shapes.get(input)));
            }
            fields.put(node.id(), field);
            shapes.put(node.id(), node.shape());
        }
        return fields;
    }

    private ReceptiveField through(Node node, Shape input) {
        if (node.layer() instanceof Windowed windowed) {
            SlidingWindow window = windowed.window();
            return new ReceptiveField(
                    bounded(height + (window.reach().height() - 1) * stepDown),
                    bounded(width + (window.reach().width() - 1) * stepRight),
                    bounded(stepDown * window.stride().height()),
                    bounded(stepRight * window.stride().width()));
        }
        boolean staysInPlace = node.shape().height() == input.height() && node.shape().width() == input.width();
        // A layer that moves pixels without a window may bring any of them together.
        return staysInPlace ? this : new ReceptiveField(ALL, ALL, stepDown, stepRight);
    }

    private ReceptiveField widest(ReceptiveField other) {
        return new ReceptiveField(
                Math.max(height, other.height),
                Math.max(width, other.width),
                Math.max(stepDown, other.stepDown),
                Math.max(stepRight, other.stepRight));
    }

    private static long bounded(long size) {
        return size < 0 ? ALL : Math.min(size, ALL);
    }
}
