package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Dropout;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.layer.LayerKind.Category;
import dev.cnnc.compiler.layer.LogSoftmax;
import dev.cnnc.compiler.layer.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Softmax of what is a softmax or sigmoid already: between numbers from 0 to 1 it can hardly tell classes apart. A
 * cross entropy computes one softmax itself, unless the output is one, in which case the two are the same.
 */
final class ProbabilitiesAsScores implements Lint {

    private static final Set<String> PROBABILITIES = Set.of("softmax", "sigmoid");

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.PROBABILITIES_AS_SCORES;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Node node : subject.graph().nodes()) {
            if (isSoftmax(node.layer())) {
                probabilities(subject, subject.before(node)).ifPresent(earlier -> found.add(warning(
                        node, earlier, "this softmax takes probabilities for scores", "leave one of the two out")));
            }
        }
        for (GraphOutput output : subject.graph().outputs()) {
            Node end = subject.node(output.node());
            if (output.loss().equals("cross_entropy") && !isSoftmax(end.layer())) {
                probabilities(subject, end).ifPresent(earlier -> found.add(warning(
                        end, earlier, "the loss cross_entropy of output '" + output.name()
                                + "' takes probabilities for scores",
                        "it computes a softmax itself: end with scores, or with softmax as the very last layer")));
            }
        }
        return found;
    }

    private Diagnostic warning(Node node, Node earlier, String message, String hint) {
        Diagnostic warning = LintSubject.warning(code(), node, message, hint);
        List<Diagnostic.Note> notes = new ArrayList<>();
        notes.add(new Diagnostic.Note(earlier.origin().span(),
                earlier.equals(node) ? "its numbers are from 0 to 1" : "its numbers are from 0 to 1 since here"));
        notes.addAll(warning.notes());
        return warning.withNotes(notes);
    }

    /** The layer that made a tensor's numbers probabilities, where nothing has changed them since. */
    private static Optional<Node> probabilities(LintSubject subject, Node from) {
        Node node = from;
        while (node.layer() instanceof Dropout || node.layer().kind().category() == Category.SHAPE) {
            node = subject.before(node);
        }
        boolean isProbability = PROBABILITIES.contains(node.layer().kind().name());
        return isProbability ? Optional.of(node) : Optional.empty();
    }

    private static boolean isSoftmax(Layer layer) {
        return layer instanceof Softmax || layer instanceof LogSoftmax;
    }
}
