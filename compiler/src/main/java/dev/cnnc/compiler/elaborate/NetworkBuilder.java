package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.graph.Origin;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.LossInfo;
import dev.cnnc.runtime.TrainInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers the layers and outputs of the network that is being unfolded. */
final class NetworkBuilder {

    private static final String DEFAULT_OUTPUT = "output";

    /** An output before the train section is known, which gives it its loss. */
    private record MarkedOutput(
            String name, Tensor tensor, Optional<LossInfo> loss, double weight, boolean auxiliary, Origin origin) {}

    private final Diagnostics diagnostics;
    private final List<Network.LayerUse> layers = new ArrayList<>();
    private final Map<Tensor, MarkedOutput> outputs = new LinkedHashMap<>();
    private final Set<String> outputNames = new HashSet<>();

    NetworkBuilder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    boolean isEmpty() {
        return layers.isEmpty();
    }

    Tensor add(Origin origin, Layer layer, List<Tensor> inputs) {
        if (layers.size() >= Bounds.LAYERS) {
            throw Bounds.exceeded(
                    origin.span(),
                    String.format(Locale.ROOT, "this model has more than %,d layers", Bounds.LAYERS),
                    "",
                    origin.trail());
        }
        Bounds.checkPath(origin.path(), origin.span());
        int id = layers.size();
        layers.add(new Network.LayerUse(id, origin, layer, inputs.stream().map(Tensor::layer).toList()));
        return new Tensor(id);
    }

    /** Marks a tensor as an output; its name may be left to {@link #build}. */
    void addOutput(Optional<String> name, Tensor tensor, Optional<LossInfo> loss, double weight, boolean auxiliary,
            Origin origin) {
        if (outputs.containsKey(tensor)) {
            report(origin, DiagnosticCode.DUPLICATE_NAME, "this tensor is an output already");
            return;
        }
        if (name.isPresent() && !outputNames.add(name.get())) {
            report(origin, DiagnosticCode.DUPLICATE_NAME, "there is an output named '" + name.get() + "' already");
            return;
        }
        outputs.put(tensor, new MarkedOutput(name.orElse(""), tensor, loss, weight, auxiliary, origin));
    }

    private void report(Origin origin, DiagnosticCode code, String message) {
        diagnostics.report(
                Diagnostic.error(code, origin.span(), message, "").withNotes(origin.trail()));
    }

    /**
     * The network that ends with a tensor, which is its first output, whether it was marked or not, and never an
     * auxiliary one. Where errors leave
     * the end unknown, nothing can be said about outputs.
     */
    Network build(String name, Tensor end, ModelSections sections) {
        if (!end.isKnown()) {
            return new Network(name, layers, List.of(), sections.labels(), sections.labelsAt(), sections.train(),
                    sections.settingsAt());
        }
        if (!outputs.containsKey(end)) {
            Origin origin = layers.get(end.layer()).origin();
            outputs.put(end, new MarkedOutput("", end, Optional.empty(), 1, false, origin));
        }
        List<Network.OutputUse> used = new ArrayList<>();
        for (MarkedOutput output : outputs.values()) {
            boolean isEnd = output.tensor.equals(end);
            String outputName = output.name.isEmpty() ? defaultName(isEnd) : output.name;
            Optional<LossInfo> loss =
                    output.loss.or(() -> Optional.of(sections.train().loss()).filter(said -> !said.isNone()));
            used.add(
                    isEnd ? 0 : used.size(),
                    new Network.OutputUse(outputName, output.tensor.layer(), loss, output.weight,
                            output.auxiliary && !isEnd, output.origin));
        }
        return new Network(name, layers, used, sections.labels(), sections.labelsAt(), sections.train(),
                sections.settingsAt());
    }

    /** The end of the model has the plain name; others are numbered from 2. */
    private String defaultName(boolean isEnd) {
        if (isEnd && outputNames.add(DEFAULT_OUTPUT)) {
            return DEFAULT_OUTPUT;
        }
        int number = 2;
        while (!outputNames.add(DEFAULT_OUTPUT + number)) {
            number++;
        }
        return DEFAULT_OUTPUT + number;
    }
}
