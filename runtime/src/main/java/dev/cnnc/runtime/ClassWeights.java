package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import java.util.List;

/**
 * What an image counts in the losses of training, by its class; {@link dev.cnnc.runtime.op} divides by the sum over the
 * batch, so that only the weights' ratios matter.
 *
 * @param balanced whether rare classes count more: images / (classes present * images of the class)
 * @param weights one for each class; empty for equal or balanced ones
 */
public record ClassWeights(boolean balanced, List<Double> weights) {
    /** All classes count alike. */
    public static final ClassWeights NONE = new ClassWeights(false, List.of());
    /** All classes together count alike, whatever their numbers of images. */
    public static final ClassWeights BALANCED = new ClassWeights(true, List.of());

    /** Checks that the weights are numbers of at least 0, and one is above. */
    public ClassWeights {
        weights = List.copyOf(weights);
        for (double weight : weights) {
            if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
                throw new CnncException("a class weight must be 0 or above, but is " + weight);
            }
        }
        if (!weights.isEmpty() && (balanced || weights.stream().allMatch(weight -> weight == 0))) {
            throw new CnncException(balanced
                    ? "class weights are either balanced or given"
                    : "of the class weights, one must be above 0");
        }
    }

    /** @throws CnncException if there are weights, and not one for each class */
    void require(String network, int classes) {
        if (!weights.isEmpty() && weights.size() != classes) {
            throw new CnncException("there are " + weights.size() + " class weights, but the network " + network
                    + " has " + classes + " classes");
        }
    }

    /** The weight of each class, or an empty array if all count alike. */
    float[] of(Dataset training, int classes) {
        if (!balanced) {
            float[] given = new float[weights.size()];
            for (int i = 0; i < given.length; i++) {
                given[i] = weights.get(i).floatValue();
            }
            return given;
        }
        long[] images = new long[classes];
        for (int i = 0; i < training.size(); i++) {
            images[training.label(i)]++;
        }
        int present = 0;
        for (long count : images) {
            present += count > 0 ? 1 : 0;
        }
        float[] shares = new float[classes];
        for (int c = 0; c < classes; c++) {
            // Label smoothing reads the weights of absent classes too.
            shares[c] = images[c] == 0 ? 1 : (float) ((double) training.size() / ((double) present * images[c]));
        }
        return shares;
    }
}
