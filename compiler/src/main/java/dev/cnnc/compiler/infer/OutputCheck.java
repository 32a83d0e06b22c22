package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.LossInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks the ends of a network against what is said about them: the labels and the losses. */
final class OutputCheck {

    private final Diagnostics diagnostics;
    private final ShapeMessages messages;

    OutputCheck(Diagnostics diagnostics, ShapeMessages messages) {
        this.diagnostics = diagnostics;
        this.messages = messages;
    }

    /**
     * @param nodes those whose shapes are known
     * @param losses of the outputs that end in these, by the output's name
     */
    void check(Network network, Map<Integer, Node> nodes, Map<String, LossInfo> losses) {
        for (Network.OutputUse output : network.outputs()) {
            if (nodes.containsKey(output.layer()) && output.loss().map(LossInfo::isCrossEntropy).orElse(false)) {
                checkScores(output, nodes.get(output.layer()).shape());
            }
        }
        if (!network.outputs().isEmpty() && network.labelsAt().isPresent() && !network.labels().isEmpty()) {
            Network.OutputUse end = network.outputs().get(0);
            if (nodes.containsKey(end.layer())) {
                checkLabels(network, nodes.get(end.layer()), losses.get(end.name()).isBinaryCrossEntropy());
            }
        }
    }

    private void checkScores(Network.OutputUse output, Shape shape) {
        if (shape.isVector() && shape.channels() > 1) {
            return;
        }
        List<Diagnostic.Note> notes = new ArrayList<>();
        notes.add(messages.way(output.origin().span(), "it is ", output.layer()));
        notes.addAll(output.origin().trail());
        diagnostics.report(Diagnostic.error(
                        DiagnosticCode.TRAINING,
                        output.origin().span(),
                        "cross_entropy needs one score for each class, but output '" + output.name() + "' is " + shape,
                        shape.isVector()
                                ? "use the loss binary_cross_entropy, by which a single unit tells two classes apart"
                                : "end it with 'global_avgpool' or 'flatten', and 'dense(classes)', or use the loss"
                                        + " mse")
                .withNotes(notes));
    }

    private void checkLabels(Network network, Node end, boolean binary) {
        int labels = network.labels().size();
        boolean decision = binary && end.shape().size() == 1;
        if (decision && labels != 2) {
            diagnostics.report(Diagnostic.error(
                            DiagnosticCode.LABELS,
                            network.labelsAt().orElseThrow(),
                            "there are " + labels + " labels, but a single unit tells two classes apart",
                            "name both, the one that the unit says yes to last: labels [\"other\", \"cat\"]")
                    .withNotes(List.of(messages.way(end.origin().span(), "the network ends as ", end.id()))));
        } else if (!decision && labels != end.shape().channels()) {
            diagnostics.report(Diagnostic.error(
                            DiagnosticCode.LABELS,
                            network.labelsAt().orElseThrow(),
                            "there are " + labels + " labels, but the network gives " + end.shape().channels()
                                    + " scores",
                            "there must be one label for each score, in their order")
                    .withNotes(List.of(messages.way(end.origin().span(), "the network ends as ", end.id()))));
        }
    }
}
