package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.SlidingWindow;
import dev.cnnc.compiler.layer.Windowed;
import java.util.List;
import java.util.Optional;

/**
 * Rows and columns at the end that are in no window, since the stride does not divide what is left. Most networks that
 * pool an odd size do this, LeNet's offspring among them, so the warning is off unless it is asked for.
 */
final class EdgeDropped implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.EDGE_DROPPED;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        return subject.graph().nodes().stream()
                .filter(node -> node.layer() instanceof Windowed && subject.readers(subject.before(node)).size() == 1)
                .flatMap(node -> check(subject.before(node), node, ((Windowed) node.layer()).window()).stream())
                .toList();
    }

    private Optional<Diagnostic> check(Node input, Node node, SlidingWindow window) {
        // Between windows that skip pixels, those at the end are no others.
        boolean skips = window.rowsReadPerStride() < window.stride().height()
                || window.columnsReadPerStride() < window.stride().width();
        long rows = skips ? 0 : window.rowsLeftOut(input.shape());
        long columns = skips ? 0 : window.columnsLeftOut(input.shape());
        if (rows == 0 && columns == 0) {
            return Optional.empty();
        }
        String message = "of the " + input.shape().height() + "x" + input.shape().width() + " input, the last "
                + (rows == 0 ? "" : count(rows, "row"))
                + (rows > 0 && columns > 0 ? " and " : "")
                + (columns == 0 ? "" : count(columns, "column"))
                + (rows + columns == 1 ? " is" : " are") + " in no window";
        return Optional.of(LintSubject.warning(code(), node, message, "padding = same takes them in"));
    }

    private static String count(long number, String what) {
        return number == 1 ? what : number + " " + what + "s";
    }
}
