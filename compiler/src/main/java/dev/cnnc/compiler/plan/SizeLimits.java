package dev.cnnc.compiler.plan;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import java.util.Comparator;
import java.util.Locale;

/**
 * What one Java array can hold, and how many layers a plan can; a network beyond that is refused with a message, not
 * with an exception. Single tensors and parameters were checked when shapes were inferred.
 */
public final class SizeLimits {

    /** The longest array that common Java machines allocate, less what the runtime keeps to spare at its end. */
    private static final long LARGEST_ARENA = Integer.MAX_VALUE - 1024;

    /** Layers in one network: each tensor is laid beside all others, and a summary should not take long. */
    private static final int MOST_LAYERS = 5_000;

    private SizeLimits() {}

    /** Reports a network with too many layers. */
    public static void check(Graph graph, Diagnostics diagnostics) {
        if (graph.nodes().size() > MOST_LAYERS) {
            report(graph.nodes().get(MOST_LAYERS), String.format(Locale.ROOT,
                    "the network has %,d layers; at most %,d can be planned", graph.nodes().size(), MOST_LAYERS),
                    "repeat less often", diagnostics);
        }
    }

    /** Reports an arena that is too large; the layer with the largest output is to blame. */
    public static void check(ArenaPlan plan, Graph graph, String what, Diagnostics diagnostics) {
        if (plan.floats() > LARGEST_ARENA) {
            Node largest = graph.nodes().stream()
                    .max(Comparator.comparingLong(node -> node.shape().size()))
                    .orElseThrow();
            report(largest, String.format(Locale.ROOT,
                    "%s needs %,d numbers an image at once, and this layer's output is the largest; one array holds at"
                            + " most %,d", what, plan.floats(), LARGEST_ARENA),
                    "make the input smaller, or use fewer filters", diagnostics);
        }
    }

    private static void report(Node node, String message, String hint, Diagnostics diagnostics) {
        diagnostics.report(Diagnostic.error(DiagnosticCode.TOO_LARGE, node.origin().span(), message, hint)
                .withNotes(node.origin().trail()));
    }
}
