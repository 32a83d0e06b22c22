package dev.cnnc.compiler.pass;

import dev.cnnc.compiler.graph.Graph;

/** One rewrite of the graph. */
public interface Pass {

    /** What {@code --explain} calls it: {@code fold batch norm}. */
    String name();

    Graph apply(Graph graph);
}
