package dev.cnnc.runtime;

import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.Safetensors;
import dev.cnnc.runtime.io.Safetensors.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the tensors of a file with those of a network, before any data is read. */
final class WeightsCheck {
    static final String MODEL = "model";

    /** PyTorch saves this counter with every batch norm; nothing computes with it. */
    private static final String BATCH_COUNTER = "num_batches_tracked";

    private static final int SHOWN = 3;

    private final ModelInfo info;
    private final Safetensors file;
    private final String source;
    private final List<String> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> misshapen = new ArrayList<>();

    WeightsCheck(ModelInfo info, Safetensors file, String source) {
        this.info = info;
        this.file = file;
        this.source = source;
        Map<String, Tensor> found = new HashMap<>();
        for (Tensor tensor : file.tensors()) {
            found.put(tensor.name(), tensor);
        }
        for (ParameterInfo parameter : info.parameters()) {
            Tensor tensor = found.remove(parameter.name());
            if (tensor == null) {
                missing.add(parameter.name() + " " + parameter.shape() + (info.input().keeps(parameter.name())
                        ? " (measured in training, as normalise = true says)" : ""));
            } else if (!sameShape(parameter.shape(), tensor.shape())) {
                misshapen.add(parameter.name() + ": expected " + parameter.shape() + ", found " + tensor.shape());
            }
        }
        for (Tensor tensor : file.tensors()) {
            if (found.containsKey(tensor.name()) && !passesOver(file, tensor)) {
                unexpected.add(printable(tensor.name()) + " " + tensor.shape());
            }
        }
    }

    private static boolean sameShape(List<Integer> expected, List<Long> found) {
        boolean same = expected.size() == found.size();
        for (int i = 0; same && i < expected.size(); i++) {
            same = expected.get(i).longValue() == found.get(i);
        }
        return same;
    }

    /** Whether a tensor is none of the weights, and is in the file for another reason. */
    static boolean passesOver(Safetensors file, Tensor tensor) {
        return tensor.name().endsWith(BATCH_COUNTER)
                || file.metadata().containsKey(CheckpointFile.METADATA) && CheckpointFile.isState(tensor.name());
    }

    void orThrow() {
        if (missing.isEmpty() && unexpected.isEmpty() && misshapen.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder(source).append(": not the weights of ").append(info.name());
        String written = file.metadata().get(MODEL);
        if (written != null && !written.equals(info.name())) {
            message.append("; the file says it is of ").append(printable(written));
        }
        list(message, "another shape", misshapen);
        list(message, "missing", missing);
        list(message, "unexpected", unexpected);
        throw new CnncException(message.toString());
    }

    private static void list(StringBuilder message, String heading, List<String> entries) {
        for (int i = 0; i < Math.min(SHOWN, entries.size()); i++) {
            message.append("\n  ").append(heading).append(": ").append(entries.get(i));
        }
        if (entries.size() > SHOWN) {
            message.append("\n  ").append(heading).append(": ").append(entries.size() - SHOWN).append(" more");
        }
    }

    /** Names out of a file reach a terminal; quotes and escapes keep control characters from it. */
    static String printable(String name) {
        String shown = name.length() <= 80 ? name : name.substring(0, 80) + "...";
        String quoted = Json.write(shown);
        return quoted.equals('"' + shown + '"') ? shown : quoted;
    }
}
