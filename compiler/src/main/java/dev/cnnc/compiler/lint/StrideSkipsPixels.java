package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.SlidingWindow;
import dev.cnnc.compiler.layer.Windowed;
import dev.cnnc.compiler.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A stride longer than its window, where no other layer takes the pixels in between: they were computed for nothing.
 * The strided 1x1 convolution of a shortcut is fine beside a body that reads every pixel. A residual of which both arms
 * begin with one is the bottleneck as He et al. published it (Deep residual learning, 2015), and is meant.
 */
final class StrideSkipsPixels implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.STRIDE_SKIPS_PIXELS;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        List<Diagnostic> found = new ArrayList<>();
        for (Node node : subject.graph().nodes()) {
            List<Node> readers = subject.readers(node);
            boolean isResidual = readers.size() > 1 && readers.stream().allMatch(StrideSkipsPixels::isProjection);
            if (!subject.isOutput(node)
                    && !isResidual
                    && readers.stream().allMatch(reader -> skips(reader, node.shape()))) {
                readers.forEach(reader -> found.add(warning(reader, (Windowed) reader.layer())));
            }
        }
        return found;
    }

    private static boolean isProjection(Node reader) {
        return reader.layer() instanceof Windowed windowed
                && windowed.window().reach().height() == 1
                && windowed.window().reach().width() == 1;
    }

    private static boolean skips(Node reader, Shape input) {
        if (!(reader.layer() instanceof Windowed windowed)) {
            return false;
        }
        SlidingWindow window = windowed.window();
        // A window that stands in one place only skips nothing: what lies beside it is the edge.
        boolean skipsRows = window.rowsReadPerStride() < window.stride().height() && reader.shape().height() > 1;
        boolean skipsColumns = window.columnsReadPerStride() < window.stride().width() && reader.shape().width() > 1;
        return input.size() > 1 && (skipsRows || skipsColumns);
    }

    private Diagnostic warning(Node reader, Windowed windowed) {
        SlidingWindow window = windowed.window();
        String read = window.rowsReadPerStride() + "x" + window.columnsReadPerStride();
        String hint = window.dilation().height() == 1 && window.dilation().width() == 1
                ? "a window of " + window.stride() + " or larger reads all of them"
                : "a smaller stride or dilation reads more of them";
        return LintSubject.warning(code(), reader,
                "of every " + window.stride() + " pixels this layer reads " + read + ", and nothing reads the others",
                hint);
    }
}
