package dev.cnnc.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From a network's raw values to labelled probabilities. */
final class ClassScores {
    private final ModelInfo info;
    private final OutputInfo output;

    ClassScores(ModelInfo info) {
        this.info = info;
        this.output = info.outputs().get(0);
    }

    /** Whether the first output scores classes: probabilities, or values that a cross entropy trained. */
    boolean available() {
        return output.height() == 1 && output.width() == 1
                && (output.probabilities() || output.loss().isCrossEntropy() || output.isDecision());
    }

    /**
     * The {@code top} likeliest classes of the values that begin an output array; equals come in order of their index.
     * A decision has two, whose probabilities are p and 1 - p.
     *
     * @throws CnncException if a probability is not a number
     */
    List<Prediction> rank(float[] values, int top) {
        float[] probabilities = probabilities(values);
        int classes = probabilities.length;
        for (float probability : probabilities) {
            if (Float.isNaN(probability)) {
                throw new CnncException(info.name() + " answers NaN: its weights are damaged or its training diverged");
            }
        }
        boolean[] taken = new boolean[classes];
        List<Prediction> ranked = new ArrayList<>();
        for (int rank = 0; rank < Math.min(top, classes); rank++) {
            int best = -1;
            for (int i = 0; i < classes; i++) {
                if (!taken[i] && (best < 0 || probabilities[i] > probabilities[best])) {
                    best = i;
                }
            }
            taken[best] = true;
            ranked.add(new Prediction(label(best), best, probabilities[best]));
        }
        return ranked;
    }

    private float[] probabilities(float[] values) {
        if (output.isDecision()) {
            return output.decide(values[0]);
        }
        if (output.probabilities()) {
            return Arrays.copyOf(values, output.channels());
        }
        float[] probabilities = new float[output.channels()];
        softmax(values, probabilities);
        return probabilities;
    }

    private String label(int index) {
        return info.labels().size() == output.classes() ? info.labels().get(index) : Integer.toString(index);
    }

    /** In double, with the largest value taken off first, so that no exponential overflows. */
    private static void softmax(float[] values, float[] probabilities) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < probabilities.length; i++) {
            largest = Math.max(largest, values[i]);
        }
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += Math.exp(values[i] - largest);
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) (Math.exp(values[i] - largest) / sum);
        }
    }
}
