package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.LayerKind.Category;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A network that pools its last map to a vector before any pixel of that map has seen half of the image's height or
 * width: it can tell textures, but no object of the image's size. A dense layer on a flattened map sees everything, and
 * a network that gives a map answers for each place by itself; neither is meant.
 */
final class SmallReceptiveField implements Lint {

    @Override
    public DiagnosticCode code() {
        return DiagnosticCode.RECEPTIVE_FIELD;
    }

    @Override
    public List<Diagnostic> find(LintSubject subject) {
        return lastPool(subject).flatMap(pool -> check(subject, pool)).stream().toList();
    }

    /** The pool that ends the images on the way to the main output. */
    private static Optional<Node> lastPool(LintSubject subject) {
        Node node = subject.node(subject.graph().outputs().get(0).node());
        while (node.inputs().size() == 1 && node.shape().isVector() && subject.before(node).shape().isVector()) {
            node = subject.before(node);
        }
        boolean isPool = node.inputs().size() == 1
                && node.shape().isVector()
                && node.layer().kind().category() == Category.POOLING;
        return isPool ? Optional.of(node) : Optional.empty();
    }

    private Optional<Diagnostic> check(LintSubject subject, Node pool) {
        Shape image = subject.image();
        ReceptiveField field = ReceptiveField.of(subject.graph()).get(subject.before(pool).id());
        if (2 * field.height() >= image.height() && 2 * field.width() >= image.width()) {
            return Optional.empty();
        }
        return Optional.of(LintSubject.warning(code(), pool,
                "each pixel that is pooled here has seen only " + Math.min(field.height(), image.height()) + "x"
                        + Math.min(field.width(), image.width()) + " of the " + image.height() + "x" + image.width()
                        + " image",
                "more convolutions, a stride or a 'maxpool' between them let it see more"));
    }
}
