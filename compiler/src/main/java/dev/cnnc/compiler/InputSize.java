package dev.cnnc.compiler;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.elaborate.Network.LayerUse;
import dev.cnnc.compiler.layer.Extent;
import dev.cnnc.compiler.layer.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the images of a network their height and width, where the file leaves them open or the user wants others. */
final class InputSize {

    private InputSize() {}

    /** The network with a size; empty after a report that there is none. */
    static Optional<Network> fix(Network network, Optional<Extent> size, Diagnostics diagnostics) {
        if (network.layers().isEmpty() || !(network.layers().get(0).layer() instanceof Input input)) {
            return Optional.of(network);
        }
        LayerUse use = network.layers().get(0);
        if (size.isPresent()) {
            List<LayerUse> layers = new ArrayList<>(network.layers());
            layers.set(0, new LayerUse(use.id(), use.origin(), input.ofSize(size.get()), use.inputs()));
            return Optional.of(network.withLayers(layers));
        }
        if (input.isOpen()) {
            diagnostics.report(Diagnostic.error(DiagnosticCode.MISSING_ATTRIBUTE, use.origin().span(),
                    "the height and width of the images are left open", "give them: --input 224x224"));
            return Optional.empty();
        }
        return Optional.of(network);
    }
}
