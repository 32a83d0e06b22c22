package dev.cnnc.bench.network;

import java.util.Arrays;
import java.util.Optional;

/**
 * A batch norm.
 *
 * @param momentum the weight of the old value in the running statistics
 * @param weight   one factor for each channel, if they are learnt
 * @param bias     one summand for each channel, if they are learnt
 */
public record Norm(String name, float epsilon, float momentum, Optional<Array> weight, Optional<Array> bias,
        Array mean, Array variance) {

    public int channels() {
        return mean.shape()[0];
    }

    /** The factors, or ones. */
    public float[] factors() {
        return weight.map(Array::values).orElseGet(() -> {
            float[] ones = new float[channels()];
            Arrays.fill(ones, 1);
            return ones;
        });
    }

    /** The summands, or zeros. */
    public float[] summands() {
        return bias.map(Array::values).orElseGet(() -> new float[channels()]);
    }
}
