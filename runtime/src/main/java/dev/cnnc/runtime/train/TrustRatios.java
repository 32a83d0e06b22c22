package dev.cnnc.runtime.train;

import java.util.Arrays;

/** For each tensor, the norm of its weights over the norm of its step, from sums over the chunks it is cut into. */
final class TrustRatios {
    private final int[] tensors;
    private final double[] weights;
    private final double[] steps;
    private final double[] weightSums;
    private final double[] stepSums;

    /** @param tensors the number of the tensor that each chunk is of, rising from 0 */
    TrustRatios(int[] tensors) {
        this.tensors = tensors;
        weights = new double[tensors.length];
        steps = new double[tensors.length];
        int count = tensors.length == 0 ? 0 : tensors[tensors.length - 1] + 1;
        weightSums = new double[count];
        stepSums = new double[count];
    }

    /** Takes the sums of a chunk; several threads may do so for several chunks. */
    void measure(int chunk, float[] parameters, float[] directions, int from, int to) {
        weights[chunk] = Clipping.squares(parameters, from, to);
        steps[chunk] = Clipping.squares(directions, from, to);
    }

    /** Adds the chunks of each tensor, in their order. */
    void sum() {
        Arrays.fill(weightSums, 0);
        Arrays.fill(stepSums, 0);
        for (int chunk = 0; chunk < tensors.length; chunk++) {
            weightSums[tensors[chunk]] += weights[chunk];
            stepSums[tensors[chunk]] += steps[chunk];
        }
    }

    /** The ratio of the tensor that a chunk is of; 1 where a norm is 0. */
    float of(int chunk) {
        double weight = weightSums[tensors[chunk]];
        double step = stepSums[tensors[chunk]];
        return weight > 0 && step > 0 ? (float) Math.sqrt(weight / step) : 1;
    }
}
