package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.Network.LayerUse;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.graph.Origin;
import dev.cnnc.compiler.layer.LayerException;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.grammar.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Words what is wrong with a layer's sizes: where its tensors come from, and how they came to their shapes. */
final class ShapeMessages {

    /** So many layers are named at the end of a way; the input comes first, whatever lies between. */
    private static final int TRAIL = 6;

    /** Where several ways are shown, their ends are what matters. */
    private static final int SHORT_TRAIL = 3;

    private final Map<Integer, Node> nodes;
    private final Diagnostics diagnostics;

    /** @param nodes those whose shapes are known, by id; read at each message */
    ShapeMessages(Map<Integer, Node> nodes, Diagnostics diagnostics) {
        this.nodes = nodes;
        this.diagnostics = diagnostics;
    }

    void report(LayerUse use, List<Shape> inputs, LayerException problem) {
        Origin origin = use.origin();
        Span span = origin.attributes().getOrDefault(problem.attribute(), origin.span());
        boolean isResidual =
                origin.attributes().containsKey(Origin.RESIDUAL_BODY) && !inputs.get(0).equals(inputs.get(1));
        Diagnostic diagnostic = isResidual
                ? residual(use, inputs)
                : Diagnostic.error(problem.code(), span, problem.getMessage(), problem.hint())
                        .withNotes(sources(use, span));
        List<Diagnostic.Note> notes = new ArrayList<>(diagnostic.notes());
        notes.addAll(origin.trail());
        diagnostics.report(diagnostic.withNotes(notes));
    }

    private Diagnostic residual(LayerUse use, List<Shape> inputs) {
        Shape body = inputs.get(0);
        Shape other = inputs.get(1);
        boolean hasShortcut = use.origin().attributes().containsKey(Origin.RESIDUAL_SHORTCUT);
        String message = "the arms of this residual differ in shape: the body gives " + body + ", "
                + (hasShortcut ? "the shortcut " : "its input is ") + other;
        return Diagnostic.error(
                        DiagnosticCode.SHAPE_MISMATCH,
                        use.origin().span(),
                        message,
                        hasShortcut ? "let the shortcut end as " + body + " too" : shortcutFor(body, other))
                .withNotes(List.of(
                        end(use.inputs().get(0), "the body ends as "),
                        end(use.inputs().get(1), hasShortcut ? "the shortcut ends as " : "its input is ")));
    }

    private Diagnostic.Note end(int layer, String what) {
        Node node = nodes.get(layer);
        return new Diagnostic.Note(node.origin().span(), what + node.shape() + ": " + way(layer, SHORT_TRAIL));
    }

    /** A shortcut that brings the input to the shape of the body, where a strided 1x1 convolution can. */
    private static String shortcutFor(Shape body, Shape input) {
        long stride = ceilDiv(input.height(), body.height());
        boolean fits = ceilDiv(input.height(), stride) == body.height()
                && ceilDiv(input.width(), stride) == body.width();
        if (!fits) {
            return "keep the size with 'padding = same', or give the residual a shortcut that ends as " + body;
        }
        String strideText = stride == 1 ? "" : ", stride = " + stride;
        return "give it a shortcut behind its body: shortcut { conv(" + body.channels() + ", 1x1" + strideText
                + ", bias = false)  bn }";
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /** Where the tensors of a layer come from: the way of the only one, or the shape of each. */
    private List<Diagnostic.Note> sources(LayerUse use, Span place) {
        if (use.inputs().size() == 1) {
            return List.of(new Diagnostic.Note(place, way(use.inputs().get(0))));
        }
        return use.inputs().stream()
                .map(input -> end(input, nodes.get(input).origin().path() + " gives "))
                .toList();
    }

    /** {@code input 28x28x1 -> conv1 24x24x6 -> …}: how a tensor came to its shape. */
    String way(int layer) {
        return way(layer, TRAIL);
    }

    private String way(int layer, int length) {
        Deque<String> names = new ArrayDeque<>();
        Node node = nodes.get(layer);
        while (names.size() < length - 1 && !node.inputs().isEmpty()) {
            names.addFirst(describe(node));
            node = nodes.get(node.inputs().get(0));
        }
        names.addFirst(describe(node));
        if (!node.inputs().isEmpty()) {
            names.addFirst("…");
            names.addFirst(describe(nodes.get(0)));
        }
        return String.join(" -> ", names);
    }

    private static String describe(Node node) {
        return node.origin().path() + " " + node.shape();
    }
}
