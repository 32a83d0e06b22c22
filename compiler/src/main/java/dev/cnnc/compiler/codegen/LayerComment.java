package dev.cnnc.compiler.codegen;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.graph.Origin;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words above a layer's method: the lines of the {@code .cnn} file, shapes and cost. */
final class LayerComment {

    private final Map<Integer, Node> nodes;

    LayerComment(Map<Integer, Node> nodes) {
        this.nodes = nodes;
    }

    /** Such as {@code conv1 with tanh1: 28x28x1 to 28x28x6; 156 parameters; 117,600 MACs.} under the source's lines. */
    String of(SharedLayer layer) {
        Node node = layer.first().node();
        StringBuilder text = new StringBuilder("<pre>");
        text.append(String.join("\n     ", sourceLines(node))).append("</pre>\n");
        text.append(SourceQuote.comment(layer.title()));
        if (!node.absorbed().isEmpty()) {
            text.append(" with ").append(node.absorbed().stream()
                    .map(absorbed -> SourceQuote.comment(lastName(absorbed.origin())))
                    .collect(Collectors.joining(", ")));
        }
        text.append(": ").append(node.inputs().stream()
                .map(input -> nodes.get(input).shape())
                .map(Shape::toString)
                .collect(Collectors.joining(" and ")));
        text.append(" to ").append(node.shape());
        long parameters = node.parameters().stream().mapToLong(p -> p.parameter().count()).sum();
        if (parameters > 0) {
            text.append(String.format(Locale.ROOT, "; %,d parameters", parameters));
        }
        if (node.macs() > 0) {
            text.append(String.format(Locale.ROOT, "; %,d MACs", node.macs()));
        }
        return text.append('.').toString();
    }

    /** For a layer whose output the backward pass computes once more. */
    String again(int node) {
        Node layer = nodes.get(node);
        return SourceQuote.comment(layer.origin().path()) + " once more: " + layer.shape();
    }

    private static Set<String> sourceLines(Node node) {
        List<Span> spans = new ArrayList<>();
        spans.add(node.origin().span());
        node.absorbed().forEach(absorbed -> spans.add(absorbed.origin().span()));
        Set<String> lines = new LinkedHashSet<>();
        for (Span span : spans) {
            String line = span.file().lineText(span.line());
            lines.add(fileName(span) + ":" + span.line() + "  " + SourceQuote.comment(line));
        }
        return lines;
    }

    /** Without folders, so that the text does not depend on where the compiler runs. */
    static String fileName(Span span) {
        String name = span.file().name();
        return SourceQuote.comment(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
    }

    private static String lastName(Origin origin) {
        return origin.path().substring(origin.path().lastIndexOf('.') + 1);
    }
}
