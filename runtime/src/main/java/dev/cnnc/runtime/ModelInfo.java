package dev.cnnc.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a compiled network knows about itself. Immutable; travels inside the jar as JSON.
 *
 * @param formatVersion {@link #FORMAT_VERSION} of the compiler that wrote it
 * @param name of the network
 * @param compiler version of the compiler
 * @param input the image it takes
 * @param outputs at least one; the first is what {@link Predictor#classify} reads
 * @param labels of the classes, empty if the author gave none
 * @param parameters every tensor of weights, in the order of the layers
 * @param layers as written, before optimisation
 * @param train how the author wants it trained
 * @param memory from the memory plan
 */
public record ModelInfo(int formatVersion, String name, String compiler, InputInfo input, List<OutputInfo> outputs,
        List<String> labels, List<ParameterInfo> parameters, List<LayerInfo> layers, TrainInfo train, Memory memory) {
    /** The format this runtime reads and writes. */
    public static final int FORMAT_VERSION = 1;

    public ModelInfo {
        Objects.requireNonNull(name, "the network's name");
        Objects.requireNonNull(compiler, "the compiler's version");
        Objects.requireNonNull(input, "the input");
        Objects.requireNonNull(train, "the training settings");
        Objects.requireNonNull(memory, "the memory sizes");
        outputs = List.copyOf(outputs);
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
        return layers.stream().mapToLong(LayerInfo::macs).reduce(0, Math::addExact);
    }

    /** This record as JSON; {@link #fromJson} gives an equal record back. */
    public String toJson() {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws CnncException if the text is not that, or of a format this runtime does not know
     */
    public static ModelInfo fromJson(String json) {
        throw new UnsupportedOperationException();
    }
}
