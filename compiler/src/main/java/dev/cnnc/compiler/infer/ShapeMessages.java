package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.Network.LayerUse;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.graph.Origin;
import dev.cnnc.compiler.layer.LayerException;
import dev.cnnc.compiler.layer.LayerKind.Category;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Words what is wrong with a layer's sizes: where its tensors come from, how they came to their shapes, what to do. */
final class ShapeMessages {

    /** A mend is searched for this often: a hostile file can be wrong in every layer. */
    private static final int SEARCHES = 100;

    private final Map<Integer, Node> nodes;
    private final Diagnostics diagnostics;
    private int searches;

    /** @param nodes those whose shapes are known, by id; read at each message */
    ShapeMessages(Map<Integer, Node> nodes, Diagnostics diagnostics) {
        this.nodes = nodes;
        this.diagnostics = diagnostics;
    }

    void report(LayerUse use, List<Shape> inputs, LayerException problem) {
        Origin origin = use.origin();
        boolean isResidual =
                origin.attributes().containsKey(Origin.RESIDUAL_BODY) && !inputs.get(0).equals(inputs.get(1));
        Diagnostic diagnostic = isResidual ? residual(use, inputs) : other(use, inputs, problem);
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
                        searches++ < SEARCHES
                                ? new ResidualMend(use.inputs().get(0), use.inputs().get(1), nodes).find(hasShortcut)
                                : "")
                .withNotes(List.of(
                        end(use.inputs().get(0), "the body ends as "),
                        end(use.inputs().get(1), hasShortcut ? "the shortcut ends as " : "its input is ")));
    }

    private Diagnostic other(LayerUse use, List<Shape> inputs, LayerException problem) {
        Span span = use.origin().attributes().getOrDefault(problem.attribute(), use.origin().span());
        List<Diagnostic.Note> notes = new ArrayList<>(sources(use, span));
        List<String> calculation = problem.calculation();
        if (!calculation.isEmpty()) {
            notes.add(new Diagnostic.Note(span, calculation.get(0), calculation.subList(1, calculation.size())));
        }
        String hint = use.layer().kind().category() == Category.JOIN && searches++ < SEARCHES
                ? joinHint(use, inputs, problem.hint())
                : problem.hint();
        return Diagnostic.error(problem.code(), span, problem.getMessage(), hint).withNotes(notes);
    }

    /** What would make the first two arms of different size alike, or else what the layer proposes. */
    private String joinHint(LayerUse use, List<Shape> inputs, String otherwise) {
        Shape first = inputs.get(0);
        for (int i = 1; i < inputs.size(); i++) {
            Shape other = inputs.get(i);
            if (other.height() != first.height() || other.width() != first.width()) {
                int a = use.inputs().get(0);
                int b = use.inputs().get(i);
                boolean mayChangeStride = use.layer().kind().name().equals("concat");
                return new SizeMend(b, a, nodes)
                        .find(first, mayChangeStride)
                        .or(() -> new SizeMend(a, b, nodes).find(other, mayChangeStride))
                        .orElse(otherwise);
            }
        }
        return otherwise;
    }

    /** Where the tensors of a layer come from: the way of the only one, or the end of each. */
    private List<Diagnostic.Note> sources(LayerUse use, Span place) {
        if (use.inputs().size() == 1) {
            return List.of(way(place, "its input is ", use.inputs().get(0)));
        }
        return use.inputs().stream()
                .map(input -> end(input, nodes.get(input).origin().path() + " gives "))
                .toList();
    }

    private Diagnostic.Note end(int layer, String what) {
        Node node = nodes.get(layer);
        return new Diagnostic.Note(
                node.origin().span(), what + node.shape(), ShapeTrail.lines(layer, ShapeTrail.SHORT, nodes));
    }

    /** A note at any place with the way that a tensor took, after words that its shape ends. */
    Diagnostic.Note way(Span place, String words, int layer) {
        return new Diagnostic.Note(
                place, words + nodes.get(layer).shape(), ShapeTrail.lines(layer, ShapeTrail.LONG, nodes));
    }
}
