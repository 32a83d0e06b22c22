package dev.cnnc.compiler.plan;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import java.util.Comparator;
import java.util.Locale;

/** What Java's arrays can hold; a network beyond that is refused with a message, not with an exception. */
public final class SizeLimits {

    /** The longest array that common Java machines allocate. */
    static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Layers in one network. The generated class names each of them, and a class file holds 65,535 names and numbers
     * in all.
     */
    static final int MOST_LAYERS = 3_000;

    private SizeLimits() {}

    /** Reports tensors and parameters that are too large, and networks with too many layers. */
    public static void check(Graph graph, Diagnostics diagnostics) {
        long trainable = 0;
        long state = 0;
        boolean parametersFit = true;
        for (Node node : graph.nodes()) {
            if (node.shape().size() > LONGEST_ARRAY) {
                report(node, "the output of this layer, " + node.shape() + ", has " + number(node.shape().size())
                        + " elements an image", diagnostics);
            }
            for (NamedParameter named : node.parameters()) {
                long count = named.parameter().count();
                if (named.parameter().trainable()) {
                    trainable += Math.min(count, LONGEST_ARRAY + 1);
                } else {
                    state += Math.min(count, LONGEST_ARRAY + 1);
                }
                if (parametersFit && Math.max(trainable, state) > LONGEST_ARRAY) {
                    parametersFit = false;
                    report(node, "with " + named.name() + " (" + number(count)
                            + " numbers) the network's parameters become too many", diagnostics);
                }
            }
        }
        if (graph.nodes().size() > MOST_LAYERS) {
            Node first = graph.nodes().get(MOST_LAYERS);
            diagnostics.report(Diagnostic.error(DiagnosticCode.TOO_LARGE, first.origin().span(),
                            "the network has " + number(graph.nodes().size()) + " layers; cnnc compiles at most "
                                    + number(MOST_LAYERS), "repeat less often")
                    .withNotes(first.origin().trail()));
        }
    }

    /** Reports an arena that is too large; the layer with the largest output is to blame. */
    public static void check(ArenaPlan plan, Graph graph, String what, Diagnostics diagnostics) {
        if (plan.floats() > LONGEST_ARRAY) {
            Node largest = graph.nodes().stream()
                    .max(Comparator.comparingLong(node -> node.shape().size()))
                    .orElseThrow();
            report(largest, what + " needs " + number(plan.floats())
                    + " numbers an image at once, and this layer's output is the largest", diagnostics);
        }
    }

    private static void report(Node node, String found, Diagnostics diagnostics) {
        diagnostics.report(Diagnostic.error(DiagnosticCode.TOO_LARGE, node.origin().span(),
                        found + "; one array holds at most " + number(LONGEST_ARRAY),
                        "make the input smaller, or use fewer filters or units")
                .withNotes(node.origin().trail()));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
