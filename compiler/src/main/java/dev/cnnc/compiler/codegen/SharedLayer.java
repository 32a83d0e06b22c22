package dev.cnnc.compiler.codegen;

import dev.cnnc.compiler.lower.Program.LoweredLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One place in the body of a repeat: the layers that stand there, turn after turn, and share the generated code. A
 * layer that repeats nothing is the only one in its place.
 *
 * @param turns the layers, which differ in their numbers only, and in those by the same amount from turn to turn
 */
record SharedLayer(List<LoweredLayer> turns) {

    SharedLayer {
        turns = List.copyOf(turns);
    }

    /** The layer whose numbers the code begins with. */
    LoweredLayer first() {
        return turns.get(0);
    }

    /** The layer that says by how much the numbers grow; the first where there is no other. */
    LoweredLayer second() {
        return turns.get(Math.min(1, turns.size() - 1));
    }

    boolean repeats() {
        return turns.size() > 1;
    }

    /** A path for all: that of the first without the counters of turns, {@code stage1.basic1.conv1}. */
    String path() {
        String[] first = path(first()).split("\\.");
        String[] last = path(turns.get(turns.size() - 1)).split("\\.");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            boolean counts = first[i].chars().allMatch(Character::isDigit);
            if (!counts || i < last.length && first[i].equals(last[i])) {
                names.add(first[i]);
            }
        }
        return String.join(".", names);
    }

    /** The blocks around it by their names in {@link #path}. */
    List<String> scope() {
        List<String> names = Arrays.asList(path().split("\\."));
        return names.subList(0, names.size() - 1);
    }

    /** For a comment: {@code stage1.1.basic1.conv1 to stage1.9.basic1.conv1}. */
    String title() {
        return repeats() ? path(first()) + " to " + path(turns.get(turns.size() - 1)) : path(first());
    }

    private static String path(LoweredLayer layer) {
        return layer.node().origin().path();
    }
}
