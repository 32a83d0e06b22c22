package dev.cnnc.runtime;

import dev.cnnc.runtime.CheckpointInfo.NamedNumber;
import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import dev.cnnc.runtime.io.Safetensors;
import dev.cnnc.runtime.io.SafetensorsWriter;
import dev.cnnc.runtime.io.WriteFailure;
import dev.cnnc.runtime.train.TrainingState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Saves a training and brings it back. The file is safetensors: the weights under their names, the arrays of the
 * optimiser's state under names with a slash, which no weight has; in the metadata a {@link CheckpointInfo} and the
 * CRC-32C over its text and the data.
 */
final class CheckpointFile {
    static final String METADATA = "checkpoint";
    private static final String CHECKSUM = "crc32c";

    private final Weights weights;
    private final TrainerOptions options;
    private final Consumer<TrainingState> owner;

    /**
     * @param owner of the state besides the weights: hands all of it to the {@link TrainingState} it gets
     */
    CheckpointFile(Weights weights, TrainerOptions options, Consumer<TrainingState> owner) {
        this.weights = weights;
        this.options = options;
        this.owner = owner;
    }

    /** Whether a tensor belongs to an optimiser's state and not to the weights. */
    static boolean isState(String tensor) {
        return tensor.indexOf('/') >= 0;
    }

    void write(Path file, TrainingPosition position, String data) {
        Divergence.requireFinite(weights, "the training is not saved");
        Parts parts = new Parts();
        owner.accept(parts);
        List<SafetensorsWriter.Source> tensors = new ArrayList<>(weights.tensors());
        parts.arrays.forEach((name, values) ->
                tensors.add(new SafetensorsWriter.Source(name, List.of(values.length), values, 0, values.length)));
        List<NamedNumber> numbers = new ArrayList<>();
        parts.numbers.forEach((name, value) -> numbers.add(new NamedNumber(name, value)));
        CheckpointInfo info = new CheckpointInfo(CheckpointInfo.FORMAT_VERSION, weights.info().name(),
                CheckpointInfo.thisMachine(), options, data, position, numbers);
        String text = Json.write(JsonRecords.toJson(info));
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        SafetensorsWriter.checksum(sum, tensors);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "cnnc");
        metadata.put(WeightsCheck.MODEL, weights.info().name());
        metadata.put(CHECKSUM, Long.toHexString(sum.getValue()));
        metadata.put(METADATA, text);
        try {
            AtomicFile.write(file, out -> SafetensorsWriter.write(out, metadata, tensors));
        } catch (CnncException e) {
            throw new WriteFailure(e.getMessage() + "; the checkpoints before it are whole", e);
        }
    }

    /** What the file says about itself; the whole of it is read and compared with its checksum. */
    static CheckpointInfo verify(Path file) {
        try (Safetensors tensors = Safetensors.open(file)) {
            String text = tensors.metadata().get(METADATA);
            String expected = tensors.metadata().get(CHECKSUM);
            if (text == null || expected == null) {
                throw new CnncException(file + ": not a checkpoint of a training, or a damaged one");
            }
            CRC32C sum = new CRC32C();
            sum.update(text.getBytes(StandardCharsets.UTF_8));
            tensors.addTo(sum);
            for (int i = 0; i < tensors.tensors().size(); i++) {
                tensors.skipNext();
            }
            tensors.expectEnd();
            if (!expected.equals(Long.toHexString(sum.getValue()))) {
                throw new CnncException(file + ": damaged: its checksum is " + Json.write(expected)
                        + ", that of its contents " + Long.toHexString(sum.getValue()));
            }
            return parse(text, file);
        }
    }

    private static CheckpointInfo parse(String text, Path file) {
        Object json = Json.parse(text, file.toString());
        if (json instanceof Map<?, ?> members && members.get("formatVersion") instanceof Long version
                && version != CheckpointInfo.FORMAT_VERSION) {
            throw new CnncException(file + " has format version " + version + "; this runtime reads version "
                    + CheckpointInfo.FORMAT_VERSION);
        }
        return JsonRecords.fromJson(json, CheckpointInfo.class, file.toString());
    }

    /**
     * Brings weights and state to what they were. Nothing is changed before the file is known to be whole and to
     * belong to this network and these options.
     */
    CheckpointInfo read(Path file) {
        CheckpointInfo info = verify(file);
        OptionsCheck.require(file.toString(), info.options(), options);
        Parts parts = new Parts();
        owner.accept(parts);
        Map<String, Double> numbers = new HashMap<>();
        info.numbers().forEach(number -> numbers.put(number.name(), number.value()));
        try (Safetensors tensors = Safetensors.open(file)) {
            new WeightsCheck(weights.info(), tensors, file.toString()).orThrow();
            requireState(parts, tensors, numbers, file);
            weights.read(tensors, (name, source) -> source.readNext(parts.arrays.get(name), 0));
        }
        owner.accept(new Restored(numbers));
        return info;
    }

    private static void requireState(Parts parts, Safetensors tensors, Map<String, Double> numbers, Path file) {
        Map<String, Long> found = new HashMap<>();
        tensors.tensors().stream().filter(tensor -> isState(tensor.name()))
                .forEach(tensor -> found.put(tensor.name(), tensor.elements()));
        Map<String, Long> expected = new HashMap<>();
        parts.arrays.forEach((name, values) -> expected.put(name, (long) values.length));
        if (!found.equals(expected) || !numbers.keySet().equals(parts.numbers.keySet())) {
            throw new CnncException(file + ": holds the state " + new TreeSet<>(found.keySet()) + " "
                    + new TreeSet<>(numbers.keySet()) + ", but the optimiser of this training keeps "
                    + new TreeSet<>(expected.keySet()) + " " + new TreeSet<>(parts.numbers.keySet()));
        }
    }

    /** All parts of a state as they are, by name. */
    private static final class Parts implements TrainingState {
        private final Map<String, float[]> arrays = new LinkedHashMap<>();
        private final Map<String, Double> numbers = new LinkedHashMap<>();

        @Override
        public void array(String name, float[] values) {
            if (arrays.put(name, values) != null) {
                throw new IllegalArgumentException("two arrays are named " + name);
            }
        }

        @Override
        public double number(String name, double value) {
            if (numbers.put(name, value) != null) {
                throw new IllegalArgumentException("two numbers are named " + name);
            }
            return value;
        }
    }

    /** Gives numbers back; the arrays are filled already. */
    private record Restored(Map<String, Double> numbers) implements TrainingState {
        @Override
        public void array(String name, float[] values) {
        }

        @Override
        public double number(String name, double value) {
            return numbers.get(name);
        }
    }
}
