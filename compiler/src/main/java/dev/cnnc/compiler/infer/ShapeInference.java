package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.graph.Graph;
import java.util.Optional;

/** Computes the shape, the parameters and the cost of every layer, and reports what does not fit. */
public final class ShapeInference {

    public ShapeInference(Diagnostics diagnostics) {}

    /** The network with its shapes, or empty where it or its elaboration has errors. */
    public Optional<Graph> infer(Network network) {
        throw new UnsupportedOperationException();
    }
}
