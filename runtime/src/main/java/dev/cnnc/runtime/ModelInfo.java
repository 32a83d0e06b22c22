package dev.cnnc.runtime;

import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a compiled network knows about itself. Immutable; travels inside the jar as JSON.
 *
 * @param formatVersion {@link #FORMAT_VERSION} of the compiler that wrote it
 * @param name of the network
 * @param compiler version of the compiler
 * @param input the image it takes
 * @param outputs what predictions give, at least one; the first is what {@link Predictor#classify} reads
 * @param auxiliaryOutputs what only training computes, such as auxiliary classifiers
 * @param labels of the classes, empty if the author gave none
 * @param parameters every tensor of weights, in the order of the layers
 * @param layers as written, before optimisation
 * @param train how the author wants it trained
 * @param memory from the memory plan
 */
public record ModelInfo(int formatVersion, String name, String compiler, InputInfo input, List<OutputInfo> outputs,
        List<OutputInfo> auxiliaryOutputs, List<String> labels, List<ParameterInfo> parameters, List<LayerInfo> layers,
        TrainInfo train, Memory memory) {
    /** The format this runtime reads and writes. */
    public static final int FORMAT_VERSION = 1;

    /** A network without auxiliary outputs. */
    public ModelInfo(int formatVersion, String name, String compiler, InputInfo input, List<OutputInfo> outputs,
            List<String> labels, List<ParameterInfo> parameters, List<LayerInfo> layers, TrainInfo train,
            Memory memory) {
        this(formatVersion, name, compiler, input, outputs, List.of(), labels, parameters, layers, train, memory);
    }

    public ModelInfo {
        Objects.requireNonNull(name, "the network's name");
        Objects.requireNonNull(compiler, "the compiler's version");
        Objects.requireNonNull(input, "the input");
        Objects.requireNonNull(train, "the training settings");
        Objects.requireNonNull(memory, "the memory sizes");
        outputs = List.copyOf(outputs);
        auxiliaryOutputs = List.copyOf(auxiliaryOutputs);
        labels = List.copyOf(labels);
        parameters = List.copyOf(parameters);
        layers = List.copyOf(layers);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a network has at least one output");
        }
        Set<String> names = new HashSet<>();
        for (ParameterInfo parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("two parameters are named " + parameter.name());
            }
        }
        checkNoOverlap(parameters, true);
        checkNoOverlap(parameters, false);
    }

    private static void checkNoOverlap(List<ParameterInfo> parameters, boolean trainable) {
        ParameterInfo before = null;
        List<ParameterInfo> ordered = new ArrayList<>();
        boolean sorted = true;
        for (ParameterInfo parameter : parameters) {
            if (parameter.trainable() == trainable) {
                sorted &= ordered.isEmpty() || ordered.get(ordered.size() - 1).offset() <= parameter.offset();
                ordered.add(parameter);
            }
        }
        if (!sorted) {
            ordered.sort(Comparator.comparingInt(ParameterInfo::offset));
        }
        for (ParameterInfo next : ordered) {
            if (before != null && next.offset() < before.offset() + before.size()) {
                throw new IllegalArgumentException(next.name() + " overlaps " + before.name());
            }
            before = next;
        }
    }

    /** The outputs whose losses training minimises, auxiliary ones among them. */
    public List<OutputInfo> trainedOutputs() {
        return Stream.concat(outputs.stream(), auxiliaryOutputs.stream())
                .filter(output -> !output.loss().isNone())
                .toList();
    }

    /** Floats that the optimiser changes. */
    public long trainableParameters() {
        return parameters.stream().filter(ParameterInfo::trainable).mapToLong(ParameterInfo::size).sum();
    }

    /** Floats of state, such as running means. */
    public long otherParameters() {
        return parameters.stream().filter(p -> !p.trainable()).mapToLong(ParameterInfo::size).sum();
    }

    /** Multiply-accumulates for one image. */
    public long macs() {
        long macs = 0;
        for (LayerInfo layer : layers) {
            macs = Math.addExact(macs, layer.macs());
        }
        return macs;
    }

    /** This record as JSON; {@link #fromJson} gives an equal record back. */
    public String toJson() {
        return Json.write(JsonRecords.toJson(this), 2) + "\n";
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws CnncException if the text is not that, or of a format this runtime does not know
     */
    public static ModelInfo fromJson(String json) {
        return fromJson(json, "model description");
    }

    static ModelInfo fromJson(String text, String source) {
        Object json = Json.parse(text, source);
        if (json instanceof Map<?, ?> members && members.get("formatVersion") instanceof Long version
                && version != FORMAT_VERSION) {
            throw new CnncException(source + " has format version " + version + "; this runtime reads version "
                    + FORMAT_VERSION + ". Compile the network again with this release.");
        }
        return JsonRecords.fromJson(json, ModelInfo.class, source);
    }
}
