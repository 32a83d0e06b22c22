package dev.cnnc.compiler.elaborate;

import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Body;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of layers in one scope. A layer without a label is called by its kind and a number; numbers leave out what
 * a label of the scope uses, wherever it stands, so that a label never takes a name that a layer above it has.
 */
final class Names {

    private final String prefix;
    private final Set<String> labels = new HashSet<>();
    private final Map<String, Span> taken = new HashMap<>();
    private final Map<String, Integer> counters = new HashMap<>();

    private Names(String prefix, Body... bodies) {
        this.prefix = prefix;
        for (Body body : bodies) {
            collectLabels(body, 0);
        }
    }

    /** The outermost scope of a model. */
    static Names of(Body body) {
        return new Names("", body);
    }

    /** A scope within this one; its labels are in the bodies. */
    Names inner(String name, Body... bodies) {
        return new Names(path(name) + ".", bodies);
    }

    /** Registers a label; answers where it was used before. */
    Optional<Span> take(Name label) {
        return Optional.ofNullable(taken.putIfAbsent(label.text(), label.span()));
    }

    /** The next free name for a layer or block without a label. */
    String automatic(String kind, Span span) {
        String stem = Character.isDigit(kind.charAt(kind.length() - 1)) ? kind + "_" : kind;
        while (true) {
            String name = stem + counters.merge(kind, 1, Integer::sum);
            if (!labels.contains(name) && taken.putIfAbsent(name, span) == null) {
                return name;
            }
        }
    }

    /** A name of this scope as seen from the outermost: {@code stage1.0.conv1}. */
    String path(String name) {
        return prefix + name;
    }

    /** Labels of the scope that a body opens: bodies within count as far as they have no label themselves. */
    private void collectLabels(Body body, int depth) {
        if (depth > Bounds.EXPRESSION_DEPTH) {
            return;
        }
        for (Statement statement : body.statements()) {
            if (statement instanceof Statement.Call call) {
                call.label().ifPresent(this::addLabel);
                call.branches().forEach(branch -> collect(branch.label(), branch.body(), depth));
            } else if (statement instanceof Statement.Repeat repeat) {
                collect(repeat.label(), repeat.body(), depth);
            } else if (statement instanceof Statement.Residual residual) {
                collect(residual.label(), residual.body(), depth);
                residual.shortcut().ifPresent(shortcut -> collect(residual.label(), shortcut.body(), depth));
            } else if (statement instanceof Statement.Side side) {
                collect(side.label(), side.body(), depth);
            } else if (statement instanceof Statement.Conditional conditional) {
                collectLabels(conditional.then(), depth + 1);
                conditional.otherwise().ifPresent(otherwise -> collectLabels(otherwise, depth + 1));
            }
        }
    }

    private void collect(Optional<Name> label, Body body, int depth) {
        if (label.isPresent()) {
            addLabel(label.get());
        } else {
            collectLabels(body, depth + 1);
        }
    }

    private void addLabel(Name label) {
        labels.add(label.text());
    }
}
