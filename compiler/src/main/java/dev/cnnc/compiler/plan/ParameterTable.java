package dev.cnnc.compiler.plan;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where each parameter begins: trainable ones in one array, state in another, both in the order of the layers. */
public final class ParameterTable {

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** A parameter and where it begins in its array. */
    public record Entry(NamedParameter named, int offset) {}

    /** Lays out the parameters of a graph that {@link SizeLimits} has accepted. */
    public static ParameterTable of(Graph graph) {
        ParameterTable table = new ParameterTable();
        int trainable = 0;
        int state = 0;
        for (Node node : graph.nodes()) {
            for (NamedParameter named : node.parameters()) {
                int count = Math.toIntExact(named.parameter().count());
                if (named.parameter().trainable()) {
                    table.entries.put(named.name(), new Entry(named, trainable));
                    trainable = Math.addExact(trainable, count);
                } else {
                    table.entries.put(named.name(), new Entry(named, state));
                    state = Math.addExact(state, count);
                }
            }
        }
        return table;
    }

    public int offset(String name) {
        return entries.get(name).offset();
    }

    public List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }
}
