package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.graph.ValueRanges;
import dev.cnnc.compiler.layer.LayerKind.Category;
import dev.cnnc.compiler.layer.ValueRange;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.grammar.tree.ModelFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is looked at: a file as written, and the network it came to. */
public final class LintSubject {

    private final ModelFile file;
    private final Graph graph;
    private final Map<Integer, Node> nodes;
    private final ValueRanges ranges;
    private final Map<Integer, List<Node>> readers = new HashMap<>();
    private final Set<Integer> outputs = new HashSet<>();

    /** @param graph of the file's model, before any pass */
    public LintSubject(ModelFile file, Graph graph) {
        this.file = file;
        this.graph = graph;
        this.nodes = graph.byId();
        this.ranges = ValueRanges.of(graph.nodes());
        for (Node node : graph.nodes()) {
            for (int input : new HashSet<>(node.inputs())) {
                readers.computeIfAbsent(input, id -> new ArrayList<>()).add(node);
            }
        }
        graph.outputs().stream().map(GraphOutput::node).forEach(outputs::add);
    }

    ModelFile file() {
        return file;
    }

    Graph graph() {
        return graph;
    }

    Node node(int id) {
        return nodes.get(id);
    }

    /** The node whose tensor this one takes first; the input of the network has none. */
    Node before(Node node) {
        return nodes.get(node.inputs().get(0));
    }

    /** What is certain of the numbers of the node's tensor. */
    ValueRange range(Node node) {
        return ranges.of(node);
    }

    List<Node> readers(Node node) {
        return readers.getOrDefault(node.id(), List.of());
    }

    boolean isOutput(Node node) {
        return outputs.contains(node.id());
    }

    /** The shape of the image. */
    Shape image() {
        return graph.nodes().get(0).shape();
    }

    /** Whether a node only passes on or bends the numbers of its one input, and learns nothing. */
    static boolean passesOn(Node node) {
        Category category = node.layer().kind().category();
        return node.inputs().size() == 1
                && node.parameters().isEmpty()
                && (category == Category.ACTIVATION || category == Category.SHAPE);
    }

    /** A warning at a layer, with the blocks and repeats around it. */
    static Diagnostic warning(DiagnosticCode code, Node node, String message, String hint) {
        return Diagnostic.warning(code, node.origin().span(), message, hint).withNotes(node.origin().trail());
    }
}
