package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a tensor came to its shape, as a table: the layers that led to it with their shapes, as they were called, and the
 * turns of the repeats that they stand in.
 */
final class ShapeTrail {

    /** So many layers are shown; the input comes first, whatever lies between. */
    static final int LONG = 7;

    /** Where several ways are shown, their ends are what matters. */
    static final int SHORT = 5;

    /** So many layers are gone back at most, for each message. */
    private static final int LONGEST = 500;

    private static final int WIDEST_CALL = 50;

    private static final String LEFT_OUT = "…";

    private ShapeTrail() {}

    /**
     * The way to a layer's tensor, through the first input of each. Of a long way, layers that kept the shape are left
     * out first, and then those next to the input.
     */
    static List<String> lines(int layer, int length, Map<Integer, Node> nodes) {
        List<Node> way = way(layer, nodes);
        List<Node> shown = way.size() <= length ? way : way.stream()
                .filter(node -> node.id() == layer || changesShape(node, nodes))
                .collect(Collectors.toList());
        int from = Math.max(0, shown.size() - (length - 1));
        List<List<String>> rows = new ArrayList<>();
        if (!shown.get(from).inputs().isEmpty()) {
            rows.add(row(nodes.get(0)));
        }
        if (from > 1 || !shown.get(0).inputs().isEmpty()) {
            rows.add(List.of(LEFT_OUT, "", "", ""));
        }
        shown.subList(from, shown.size()).forEach(node -> rows.add(row(node)));
        return align(rows);
    }

    /** From the input on, or from where a very long way may begin. */
    private static List<Node> way(int layer, Map<Integer, Node> nodes) {
        List<Node> way = new ArrayList<>();
        Node node = nodes.get(layer);
        while (way.size() < LONGEST && !node.inputs().isEmpty()) {
            way.add(node);
            node = nodes.get(node.inputs().get(0));
        }
        way.add(node);
        Collections.reverse(way);
        return way;
    }

    private static boolean changesShape(Node node, Map<Integer, Node> nodes) {
        return node.inputs().isEmpty()
                || !node.shape().equals(nodes.get(node.inputs().get(0)).shape());
    }

    private static List<String> row(Node node) {
        String call = node.layer().describe();
        return List.of(
                node.origin().path(),
                node.shape().toString(),
                call.length() > WIDEST_CALL ? call.substring(0, WIDEST_CALL - 1) + LEFT_OUT : call,
                turns(node));
    }

    /** The repeats around a layer, the outermost first. */
    private static String turns(Node node) {
        List<String> turns = node.origin().trail().stream()
                .map(Diagnostic.Note::brief)
                .filter(brief -> !brief.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(turns);
        return String.join(", ", turns);
    }

    private static List<String> align(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(String.format("%-" + width(rows, column) + "s  ", row.get(column)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return Math.max(1, rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1));
    }
}
