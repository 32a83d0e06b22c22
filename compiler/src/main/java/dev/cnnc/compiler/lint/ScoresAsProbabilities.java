package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.LayerKind.Category;
import dev.cnnc.compiler.layer.LogSoftmax;
import java.util.ArrayList;
import java.util.List;

/**
 * A cross entropy that is told to read probabilities, of numbers that a layer with weights leaves anywhere, or of
 * logarithms. Layers of which nothing is certain get the benefit of the doubt: the user has said what they make.
 */
final class ScoresAsProbabilities implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.SCORES_AS_PROBABILITIES;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (GraphOutput output : subject.graph().outputs()) {
            Node end = subject.node(output.node());
            Node maker = end;
            while (maker.layer().kind().category() == Category.SHAPE) {
                maker = subject.before(maker);
            }
            if (output.loss().readsProbabilities() && makesScores(maker)) {
                String last = output.loss().isCrossEntropy() ? "softmax" : "sigmoid";
                found.add(LintSubject.warning(code(), end,
                        "the loss " + output.loss().kind() + " of output '" + output.name()
                                + "' takes scores for probabilities",
                        "end with '" + last + "', or leave 'reads = probabilities' out"));
            }
        }
        return found;
    }

    private static boolean makesScores(Node node) {
        return !node.parameters().isEmpty() || node.layer() instanceof LogSoftmax;
    }
}
