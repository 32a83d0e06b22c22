package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;

/** A kind of layer: its name, its documentation, and how a call of it is read. */
public interface LayerKind {

    /** As the user writes it. */
    String name();

    /** One sentence for lists. */
    String summary();

    /**
     * Reads a call: the layer, followed by those that its attributes ask for, such as an activation.
     *
     * @return empty after an error was reported
     */
    Optional<List<Layer>> read(CallArguments arguments, Diagnostics diagnostics);

    int minimumInputs();

    int maximumInputs();
}
