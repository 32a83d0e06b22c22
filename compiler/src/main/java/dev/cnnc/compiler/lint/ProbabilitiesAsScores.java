package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.layer.LogSoftmax;
import dev.cnnc.compiler.layer.Softmax;
import dev.cnnc.runtime.LossInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Softmax of numbers from 0 to 1 can hardly tell classes apart. A cross entropy that reads logits computes a softmax,
 * or a sigmoid, itself.
 */
final class ProbabilitiesAsScores implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.PROBABILITIES_AS_SCORES;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Node node : subject.graph().nodes()) {
            if (isSoftmax(node.layer()) && subject.range(subject.before(node)).isProbability()) {
                found.add(warning(subject, node, subject.before(node),
                        "this softmax takes probabilities for scores", "leave one of the two out"));
            }
        }
        for (GraphOutput output : subject.graph().outputs()) {
            Node end = subject.node(output.node());
            if (output.loss().reads().equals(LossInfo.LOGITS) && subject.range(end).isProbability()) {
                boolean isBinary = !output.loss().isCrossEntropy();
                found.add(warning(subject, end, end,
                        "the loss " + output.loss().kind() + " of output '" + output.name()
                                + "' takes probabilities for scores",
                        "it computes a " + (isBinary ? "sigmoid" : "softmax") + " itself: end with scores, with "
                                + (isBinary ? "sigmoid" : "softmax") + " as the very last layer, or say '"
                                + output.loss().kind() + "(reads = probabilities)'"));
            }
        }
        return found;
    }

    private Diagnostic warning(LintSubject subject, Node node, Node last, String message, String hint) {
        Node first = last;
        while (first.inputs().size() == 1 && subject.range(subject.before(first)).isProbability()) {
            first = subject.before(first);
        }
        Diagnostic warning = LintSubject.warning(code(), node, message, hint);
        List<Diagnostic.Note> notes = new ArrayList<>();
        notes.add(new Diagnostic.Note(first.origin().span(),
                first.equals(node) ? "its numbers are from 0 to 1" : "its numbers are from 0 to 1 since here"));
        notes.addAll(warning.notes());
        return warning.withNotes(notes);
    }

    private static boolean isSoftmax(Layer layer) {
        return layer instanceof Softmax || layer instanceof LogSoftmax;
    }
}
