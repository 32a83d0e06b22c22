package dev.cnnc.compiler.graph;

import dev.cnnc.compiler.layer.LossType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A graph as text, one node a line.
 *
 * <pre>
 * lenet5: 12 nodes, 61,706 parameters, 416,520 MACs
 *   %0   input     28x28x1           input(28x28x1)
 *   %1   conv1     28x28x6   %0      conv(6, 5x5, padding = same)   156 parameters, 117,600 MACs
 *   output = %11
 * </pre>
 */
public final class GraphPrinter {

    private GraphPrinter() {}

    public static String print(Graph graph) {
        int paths = width(graph.nodes().stream().map(node -> node.origin().path()).toList());
        int shapes = width(graph.nodes().stream().map(node -> node.shape().toString()).toList());
        int inputs = width(graph.nodes().stream().map(GraphPrinter::inputs).toList());
        int ids = width(graph.nodes().stream().map(node -> "%" + node.id()).toList());
        String row = "  %-" + ids + "s  %-" + paths + "s  %-" + shapes + "s  %-" + inputs + "s  %s%s\n";
        StringBuilder text = new StringBuilder();
        long parameters = graph.nodes().stream().mapToLong(GraphPrinter::trainable).sum();
        long macs = graph.nodes().stream().mapToLong(Node::macs).sum();
        text.append(String.format(
                Locale.ROOT,
                "%s: %d nodes, %,d parameters, %,d MACs\n",
                graph.name(),
                graph.nodes().size(),
                parameters,
                macs));
        for (Node node : graph.nodes()) {
            text.append(String.format(
                    Locale.ROOT,
                    row,
                    "%" + node.id(),
                    node.origin().path(),
                    node.shape(),
                    inputs(node),
                    node.layer().describe(),
                    cost(node)));
        }
        for (GraphOutput output : graph.outputs()) {
            text.append("  ").append(output.name()).append(" = %").append(output.node());
            text.append(", loss ").append(LossType.LOSS.write(output.loss()));
            if (output.weight() != 1) {
                text.append(" * ").append(output.weight());
            }
            text.append(output.auxiliary() ? ", auxiliary\n" : "\n");
        }
        return text.toString();
    }

    private static int width(List<String> column) {
        return column.stream().mapToInt(String::length).max().orElse(0) + 1;
    }

    private static String inputs(Node node) {
        return node.inputs().stream().map(id -> "%" + id).collect(Collectors.joining(", "));
    }

    private static long trainable(Node node) {
        return node.parameters().stream()
                .map(NamedParameter::parameter)
                .filter(parameter -> parameter.trainable())
                .mapToLong(parameter -> parameter.count())
                .sum();
    }

    private static String cost(Node node) {
        long parameters = trainable(node);
        String text = parameters > 0 ? String.format(Locale.ROOT, "   %,d parameters", parameters) : "";
        return node.macs() > 0 ? text + String.format(Locale.ROOT, "   %,d MACs", node.macs()) : text;
    }
}
