package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.graph.Origin;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.LossInfo;
import dev.cnnc.runtime.TrainInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An unfolded model.
 *
 * @param layers   in topological order; the first is the input
 * @param outputs  the end of the model first
 * @param labels   names of the classes, or empty
 * @param labelsAt where the labels stand in the source, if there are any
 * @param train    the train section, with defaults where it is silent
 * @param settingsAt where each setting of the train section stands that the source has
 */
public record Network(
        String name,
        List<LayerUse> layers,
        List<OutputUse> outputs,
        List<String> labels,
        Optional<Span> labelsAt,
        TrainInfo train,
        Map<String, Span> settingsAt) {

    public Network {
        layers = List.copyOf(layers);
        outputs = List.copyOf(outputs);
        labels = List.copyOf(labels);
        settingsAt = Map.copyOf(settingsAt);
    }

    /** The same network with other layers in the places of these. */
    public Network withLayers(List<LayerUse> others) {
        return new Network(name, others, outputs, labels, labelsAt, train, settingsAt);
    }

    /** The same network with a setting of its train section from elsewhere. */
    public Network withTrain(TrainInfo other, String setting, Span at) {
        Map<String, Span> places = new HashMap<>(settingsAt);
        places.put(setting, at);
        return new Network(name, layers, outputs, labels, labelsAt, other, places);
    }

    /** A layer and the ids of the layers whose outputs it takes. */
    public record LayerUse(int id, Origin origin, Layer layer, List<Integer> inputs) {
        public LayerUse {
            inputs = List.copyOf(inputs);
        }
    }

    /** A tensor that the model gives back; as in the graph, but the loss is empty if unsaid. */
    public record OutputUse(
            String name, int layer, Optional<LossInfo> loss, double weight, boolean auxiliary, Origin origin) {}
}
