package dev.cnnc.runtime;

import java.util.List;
import java.util.Objects;

/**
 * One layer as the author wrote it, before the compiler fused anything: a line of the summary.
 *
 * @param path its name within blocks and repeats, as in {@code stage1.0.conv1}
 * @param kind the layer's kind, as in {@code conv}
 * @param outputShape height, width, channels; or one number for a vector
 * @param inputs paths of the layers it reads
 * @param parameters floats of weights, state included
 * @param trainable floats of weights that the optimiser changes
 * @param macs multiply-accumulates for one image
 * @param activationBytes size of its output for one image
 * @param line in the source file, from 1
 */
public record LayerInfo(String path, String kind, List<Integer> outputShape, List<String> inputs, long parameters,
        long trainable, long macs, long activationBytes, int line) {
    public LayerInfo {
        Objects.requireNonNull(path, "a layer's path");
        Objects.requireNonNull(kind, "a layer's kind");
        outputShape = List.copyOf(outputShape);
        inputs = List.copyOf(inputs);
    }
}
