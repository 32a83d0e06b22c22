package dev.cnnc.runtime;

import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.Safetensors;
import dev.cnnc.runtime.io.SafetensorsWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The named tensors of one network. The arrays are the ones that training changes, so a reader in another thread sees
 * a step half done; take a {@link #copy()} for that.
 */
public final class Weights {
    private final ModelInfo info;
    private final Map<String, ParameterInfo> byName = new LinkedHashMap<>();
    private final float[] parameters;
    private final float[] state;

    private Weights(ModelInfo info, float[] parameters, float[] state) {
        this.info = info;
        this.parameters = parameters;
        this.state = state;
        for (ParameterInfo parameter : info.parameters()) {
            byName.put(parameter.name(), parameter);
        }
    }

    /** Weights as the network's initialisers make them; the same seed gives the same bits everywhere. */
    public static Weights initialised(ModelInfo info, long seed) {
        Weights weights = zeros(info);
        for (ParameterInfo parameter : info.parameters()) {
            Initialisation.fill(parameter, seed, weights.arrayOf(parameter));
        }
        return weights;
    }

    /**
     * Reads a safetensors file; float32, and float16 and bfloat16 from elsewhere.
     *
     * @throws CnncException if the file is missing, damaged or of another network; the message names the first tensors
     *         that are missing, unexpected or of another shape
     */
    public static Weights load(ModelInfo info, Path file) {
        try (Safetensors tensors = Safetensors.open(file)) {
            return load(info, tensors, file.toString());
        }
    }

    /** Reads safetensors from a stream, which stays open; {@code source} names it in messages. */
    public static Weights load(ModelInfo info, InputStream stream, String source) {
        return load(info, Safetensors.open(stream, source), source);
    }

    private static Weights load(ModelInfo info, Safetensors file, String source) {
        new WeightsCheck(info, file, source).orThrow();
        Weights weights = zeros(info);
        weights.read(file, (name, tensors) -> tensors.skipNext());
        return weights;
    }

    /**
     * Takes from a safetensors file what has the name and the shape of a weight here, and leaves the rest as it is. A
     * dimension of 1 more or less makes no other shape, since the numbers and their order are the same.
     *
     * @param renaming what the file's tensors are called here
     * @return what was taken, what fits in name but not in shape, what is missing, and what of the file is unused
     * @throws CnncException if the file is missing or damaged, after which the weights may be half changed, or if two
     *         tensors get the same name
     */
    public TransferReport loadMatching(Path file, Renaming renaming) {
        try (Safetensors tensors = Safetensors.open(file)) {
            return new WeightTransfer(info, tensors, renaming, file.toString()).copyInto(this);
        }
    }

    /** The same with the file's own names. */
    public TransferReport loadMatching(Path file) {
        return loadMatching(file, Renaming.NONE);
    }

    /**
     * Reads a safetensors file that has all weights of a network and may have more, such as those of the layers behind
     * a feature extractor.
     *
     * @throws CnncException if the file is missing or damaged, or a weight is missing or of another shape
     */
    public static Weights loadPart(ModelInfo info, Path file) {
        Weights weights = zeros(info);
        TransferReport report = weights.loadMatching(file);
        if (!report.complete()) {
            throw new CnncException("not the weights of " + info.name() + ": " + report.describe());
        }
        return weights;
    }

    /** Fills the tensors from a file that was checked, in which {@code others} reads or passes over what is none. */
    void read(Safetensors file, BiConsumer<String, Safetensors> others) {
        for (Safetensors.Tensor tensor : file.tensors()) {
            ParameterInfo parameter = byName.get(tensor.name());
            if (parameter == null) {
                others.accept(tensor.name(), file);
            } else {
                file.readNext(arrayOf(parameter), parameter.offset());
            }
        }
        file.expectEnd();
    }

    /** The same state beside other parameters, all of it shared. */
    Weights withParameters(float[] others) {
        return new Weights(info, others, state);
    }

    /**
     * Writes a safetensors file of float32. The file appears whole or not at all, and equal weights give equal bytes.
     *
     * @throws CnncException if it cannot be written; a file of that name from before is untouched
     */
    public void save(Path file) {
        AtomicFile.write(file, this::writeTo);
    }

    /** Writes what {@link #save} writes to a stream, which stays open. */
    public void writeTo(OutputStream out) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "cnnc");
        metadata.put(WeightsCheck.MODEL, info.name());
        SafetensorsWriter.write(out, metadata, tensors());
    }

    /** The tensors as a file has them. */
    List<SafetensorsWriter.Source> tensors() {
        List<SafetensorsWriter.Source> tensors = new ArrayList<>();
        for (ParameterInfo parameter : info.parameters()) {
            tensors.add(new SafetensorsWriter.Source(parameter.name(), parameter.shape(), arrayOf(parameter),
                    parameter.offset(), parameter.size()));
        }
        return tensors;
    }

    /** The network these weights belong to. */
    public ModelInfo info() {
        return info;
    }

    /** All trainable values, live; see {@link ParameterInfo#offset()}. */
    public float[] parameters() {
        return parameters;
    }

    /** All other values, live. */
    public float[] state() {
        return state;
    }

    /** The tensors' names, in the order of the layers. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * A copy of one tensor, in PyTorch's layout.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public float[] get(String name) {
        ParameterInfo parameter = find(name);
        return Arrays.copyOfRange(arrayOf(parameter), parameter.offset(), parameter.offset() + parameter.size());
    }

    /**
     * Replaces one tensor.
     *
     * @throws IllegalArgumentException if there is none of that name, or of another size
     */
    public void set(String name, float[] values) {
        ParameterInfo parameter = find(name);
        if (values.length != parameter.size()) {
            throw new IllegalArgumentException(name + " of shape " + parameter.shape() + " takes " + parameter.size()
                    + " values, not " + values.length);
        }
        System.arraycopy(values, 0, arrayOf(parameter), parameter.offset(), values.length);
    }

    /** Weights of the same values that no training changes. */
    public Weights copy() {
        return new Weights(info, parameters.clone(), state.clone());
    }

    private static Weights zeros(ModelInfo info) {
        return new Weights(info, new float[extent(info, true)], new float[extent(info, false)]);
    }

    private static int extent(ModelInfo info, boolean trainable) {
        int extent = 0;
        for (ParameterInfo parameter : info.parameters()) {
            if (parameter.trainable() == trainable) {
                extent = Math.max(extent, parameter.offset() + parameter.size());
            }
        }
        return extent;
    }

    /** The array that holds a tensor. */
    float[] arrayOf(ParameterInfo parameter) {
        return parameter.trainable() ? parameters : state;
    }

    private ParameterInfo find(String name) {
        ParameterInfo parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException(info.name() + " has no tensor named " + name);
        }
        return parameter;
    }
}
