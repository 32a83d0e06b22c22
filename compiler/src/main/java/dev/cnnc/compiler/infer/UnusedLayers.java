package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.Network;
import java.util.HashSet;
import java.util.Set;

/** Warns of layers whose tensor nobody takes: most likely an arrow that passes them by. */
final class UnusedLayers {

    private UnusedLayers() {}

    static void report(Network network, Diagnostics diagnostics) {
        Set<Integer> used = new HashSet<>();
        network.layers().forEach(layer -> used.addAll(layer.inputs()));
        network.outputs().forEach(output -> used.add(output.layer()));
        for (Network.LayerUse layer : network.layers()) {
            if (!used.contains(layer.id())) {
                diagnostics.report(Diagnostic.warning(
                                DiagnosticCode.UNUSED,
                                layer.origin().span(),
                                "nothing takes the tensor of this layer",
                                "mark it with 'output' if it is a result, or leave the layer out")
                        .withNotes(layer.origin().trail()));
            }
        }
    }
}
