package dev.cnnc.compiler.graph;

import dev.cnnc.compiler.layer.LayerException;
import dev.cnnc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what every stage may rely on. What it finds is a mistake of the compiler, never of its user. */
public final class GraphVerifier {

    private final Graph graph;
    private final List<String> problems = new ArrayList<>();

    private GraphVerifier(Graph graph) {
        this.graph = graph;
    }

    /** What is wrong with a graph, a sentence each; empty for a sound one. */
    public static List<String> problems(Graph graph) {
        GraphVerifier verifier = new GraphVerifier(graph);
        verifier.checkNodes();
        verifier.checkNames();
        verifier.checkOutputs();
        return List.copyOf(verifier.problems);
    }

    /**
     * Lets a sound graph pass.
     *
     * @param stage what made the graph, for the message
     * @throws IllegalStateException listing all that is wrong
     */
    public static void verify(Graph graph, String stage) {
        List<String> problems = problems(graph);
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the graph after " + stage + " is broken: " + String.join("; ", problems));
        }
    }

    private void checkNodes() {
        if (graph.nodes().isEmpty()) {
            problems.add("there are no nodes");
            return;
        }
        Map<Integer, Shape> shapes = new HashMap<>();
        int last = -1;
        for (Node node : graph.nodes()) {
            if (node.id() <= last) {
                problems.add("id " + node.id() + " follows " + last);
            }
            if (node.inputs().isEmpty() != (node == graph.nodes().get(0))) {
                problems.add(node.origin().path() + " has " + node.inputs().size() + " inputs");
            }
            if (node.macs() < 0) {
                problems.add(node.origin().path() + " has " + node.macs() + " MACs");
            }
            checkShape(node, shapes);
            shapes.put(node.id(), node.shape());
            last = Math.max(last, node.id());
        }
    }

    private void checkShape(Node node, Map<Integer, Shape> shapes) {
        List<Shape> inputs = new ArrayList<>();
        for (int input : node.inputs()) {
            Shape shape = shapes.get(input);
            if (shape == null) {
                problems.add(node.origin().path() + " takes %" + input + ", which no node before it gives");
                return;
            }
            inputs.add(shape);
        }
        try {
            Shape computed = node.layer().outputShape(inputs);
            if (!computed.equals(node.shape())) {
                problems.add(node.origin().path() + " is said to give " + node.shape() + " and gives " + computed);
            }
        } catch (LayerException | ArithmeticException e) {
            problems.add(node.origin().path() + ": " + e.getMessage());
        }
    }

    private void checkNames() {
        Set<String> paths = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (!paths.add(node.origin().path())) {
                problems.add("two nodes have the path " + node.origin().path());
            }
            for (NamedParameter parameter : node.parameters()) {
                if (!names.add(parameter.name())) {
                    problems.add("two parameters have the name " + parameter.name());
                }
            }
        }
    }

    private void checkOutputs() {
        Map<Integer, Node> nodes = graph.byId();
        Set<String> names = new HashSet<>();
        if (graph.outputs().isEmpty()) {
            problems.add("there is no output");
        }
        for (GraphOutput output : graph.outputs()) {
            if (!nodes.containsKey(output.node())) {
                problems.add("output " + output.name() + " is %" + output.node() + ", which is no node");
            }
            if (!names.add(output.name())) {
                problems.add("two outputs have the name " + output.name());
            }
        }
    }
}
