package dev.cnnc.compiler.elaborate;

import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Body;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which statements of a body take the tensors of which, by what is written. Finds the way around a cycle. */
final class Dependencies {

    private final List<Statement> statements;
    private final Map<String, Integer> definitions = new HashMap<>();

    Dependencies(Body body) {
        this.statements = body.statements();
        for (int i = 0; i < statements.size(); i++) {
            Optional<Name> label = label(statements.get(i));
            if (label.isPresent()) {
                definitions.putIfAbsent(label.get().text(), i);
            }
        }
    }

    /** The statement that has a label. */
    OptionalInt definition(String label) {
        Integer found = definitions.get(label);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found);
    }

    Span place(int statement) {
        return label(statements.get(statement)).map(Name::span).orElse(statements.get(statement).span());
    }

    /**
     * How a statement comes to depend on itself through another whose tensor it takes: {@code a takes b takes a}.
     *
     * @return empty where the other does not depend on it
     */
    Optional<String> cycle(int start, int taken) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(taken);
        cameFrom.put(taken, start);
        while (!open.isEmpty()) {
            int statement = open.remove();
            if (statement == start) {
                return Optional.of(chain(start, cameFrom));
            }
            for (int source : sources(statement)) {
                if (cameFrom.putIfAbsent(source, statement) == null) {
                    open.add(source);
                }
            }
        }
        return Optional.empty();
    }

    private String chain(int start, Map<Integer, Integer> cameFrom) {
        List<String> names = new ArrayList<>();
        int statement = start;
        do {
            names.add(0, name(statements.get(statement)));
            statement = cameFrom.get(statement);
        } while (statement != start);
        names.add(0, name(statements.get(start)));
        if (names.size() > 8) {
            names.subList(4, names.size() - 3).clear();
            names.add(4, "…");
        }
        return String.join(" takes ", names);
    }

    private List<Integer> sources(int index) {
        List<Integer> sources = new ArrayList<>();
        Statement statement = statements.get(index);
        List<Name> named = new ArrayList<>();
        collectInputs(statement, named, 0);
        for (Name name : named) {
            Integer definition = definitions.get(name.text());
            if (definition != null) {
                sources.add(definition);
            }
        }
        boolean takesCurrent = !(statement instanceof Statement.Call call) || call.inputs().isEmpty();
        for (int i = index - 1; takesCurrent && i >= 0; i--) {
            if (givesTensor(statements.get(i))) {
                sources.add(i);
                break;
            }
        }
        return sources;
    }

    private static void collectInputs(Statement statement, List<Name> names, int depth) {
        if (depth > Bounds.EXPRESSION_DEPTH) {
            return;
        }
        List<Body> bodies = new ArrayList<>();
        if (statement instanceof Statement.Call call) {
            names.addAll(call.inputs());
            call.branches().forEach(branch -> bodies.add(branch.body()));
        } else if (statement instanceof Statement.Repeat repeat) {
            bodies.add(repeat.body());
        } else if (statement instanceof Statement.Residual residual) {
            bodies.add(residual.body());
            residual.shortcut().ifPresent(shortcut -> bodies.add(shortcut.body()));
        } else if (statement instanceof Statement.Side side) {
            bodies.add(side.body());
        } else if (statement instanceof Statement.Conditional conditional) {
            bodies.add(conditional.then());
            conditional.otherwise().ifPresent(bodies::add);
        }
        for (Body body : bodies) {
            body.statements().forEach(inner -> collectInputs(inner, names, depth + 1));
        }
    }

    private static boolean givesTensor(Statement statement) {
        return statement instanceof Statement.Call
                || statement instanceof Statement.Repeat
                || statement instanceof Statement.Residual
                || statement instanceof Statement.Conditional;
    }

    private static String name(Statement statement) {
        Optional<Name> label = label(statement);
        if (label.isPresent()) {
            return "'" + label.get() + "'";
        }
        if (statement instanceof Statement.Call call) {
            return call.name().text();
        }
        if (statement instanceof Statement.Repeat) {
            return "repeat";
        }
        return statement instanceof Statement.Residual ? "residual" : "if";
    }

    private static Optional<Name> label(Statement statement) {
        if (statement instanceof Statement.Call call) {
            return call.label();
        }
        if (statement instanceof Statement.Repeat repeat) {
            return repeat.label();
        }
        return statement instanceof Statement.Residual residual ? residual.label() : Optional.empty();
    }
}
