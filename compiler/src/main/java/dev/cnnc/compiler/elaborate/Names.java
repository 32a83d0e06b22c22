package dev.cnnc.compiler.elaborate;

import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Body;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of layers in one scope. A layer without a label is called by its kind and a number; numbers leave out what
 * a label of the scope uses, wherever it stands, so that a label never takes a name that a layer above it has.
 */
final class Names {

    private final String prefix;
    private final List<Set<String>> labels;
    private final Map<Body, Set<String>> labelsByBody;
    private final Map<String, Span> taken = new HashMap<>();
    private final Map<String, Integer> counters = new HashMap<>();

    private Names(String prefix, Map<Body, Set<String>> labelsByBody, Body... bodies) {
        this.prefix = prefix;
        this.labelsByBody = labelsByBody;
        this.labels = Arrays.stream(bodies).map(this::labels).toList();
    }

    /** A block is unfolded many times: its labels are collected once. */
    private Set<String> labels(Body body) {
        Set<String> known = labelsByBody.get(body);
        if (known == null) {
            known = new HashSet<>();
            collectLabels(body, known, 0);
            labelsByBody.put(body, known);
        }
        return known;
    }

    /** The outermost scope of a model. */
    static Names of(Body body) {
        return new Names("", new IdentityHashMap<>(), body);
    }

    /** A scope within this one; its labels are in the bodies. */
    Names inner(String name, Body... bodies) {
        return new Names(path(name) + ".", labelsByBody, bodies);
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
            boolean isLabel = labels.stream().anyMatch(used -> used.contains(name));
            if (!isLabel && taken.putIfAbsent(name, span) == null) {
                return name;
            }
        }
    }

    /** A name of this scope as seen from the outermost: {@code stage1.0.conv1}. */
    String path(String name) {
        return prefix + name;
    }

    /** Labels of the scope that a body opens: bodies within count as far as they have no label themselves. */
    private static void collectLabels(Body body, Set<String> found, int depth) {
        if (depth > Bounds.EXPRESSION_DEPTH) {
            return;
        }
        for (Statement statement : body.statements()) {
            if (statement instanceof Statement.Call call) {
                call.label().ifPresent(label -> found.add(label.text()));
                call.branches().forEach(branch -> collect(branch.label(), branch.body(), found, depth));
            } else if (statement instanceof Statement.Repeat repeat) {
                collect(repeat.label(), repeat.body(), found, depth);
            } else if (statement instanceof Statement.Residual residual) {
                collect(residual.label(), residual.body(), found, depth);
                residual.shortcut().ifPresent(other -> collect(residual.label(), other.body(), found, depth));
            } else if (statement instanceof Statement.Side side) {
                collect(side.label(), side.body(), found, depth);
            } else if (statement instanceof Statement.Conditional conditional) {
                collectLabels(conditional.then(), found, depth + 1);
                conditional.otherwise().ifPresent(otherwise -> collectLabels(otherwise, found, depth + 1));
            }
        }
    }

    private static void collect(Optional<Name> label, Body body, Set<String> found, int depth) {
        if (label.isPresent()) {
            found.add(label.get().text());
        } else {
            collectLabels(body, found, depth + 1);
        }
    }
}
