package dev.cnnc.samples;

import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Weights;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Weights and images that two implementations can make without a file between them: element i of a tensor is splitmix64
 * of the FNV-1a hash of its name and i, scaled as a trained network's weights would be.
 */
final class FormulaWeights {

    private FormulaWeights() {}

    /**
     * Fills every tensor.
     *
     * @param names what the other implementation calls the tensors, in this network's order
     */
    static Weights of(ModelInfo info, String network, List<String> names) {
        if (names.size() != info.parameters().size()) {
            throw new IllegalArgumentException(
                    info.parameters().size() + " tensors, but " + names.size() + " names");
        }
        Weights weights = Weights.initialised(info, 1);
        for (int i = 0; i < names.size(); i++) {
            ParameterInfo parameter = info.parameters().get(i);
            weights.set(parameter.name(), tensor(network + "/" + names.get(i), parameter));
        }
        return weights;
    }

    private static float[] tensor(String name, ParameterInfo parameter) {
        String role = name.substring(name.lastIndexOf('.') + 1);
        List<Integer> shape = parameter.shape();
        double fanIn = (double) parameter.size() / shape.get(0);
        double offset = shape.size() > 1 || role.equals("bias") || role.equals("running_mean") ? 0 : 1;
        double scale = shape.size() > 1 ? Math.sqrt(6 / fanIn) : switch (role) {
            case "weight" -> 0.2;
            case "running_var" -> 0.5;
            default -> 0.1;
        };
        float[] values = new float[parameter.size()];
        long hash = hash(name);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (offset + scale * signed(hash, i));
        }
        return values;
    }

    /** Element {@code index} of a tensor as it comes: from -1 to below 1. */
    static double signed(long hash, long index) {
        long z = hash + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return 2 * ((z >>> 40) * 0x1p-24) - 1;
    }

    static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (value & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
