package dev.cnnc.runtime;

import dev.cnnc.runtime.op.BinaryCrossEntropy;
import dev.cnnc.runtime.op.CrossEntropy;
import dev.cnnc.runtime.op.HingeLoss;
import dev.cnnc.runtime.op.HuberLoss;
import dev.cnnc.runtime.op.MeanAbsoluteError;
import dev.cnnc.runtime.op.MeanSquaredError;
import dev.cnnc.runtime.op.ProbabilityBinaryCrossEntropy;
import java.util.function.DoubleBinaryOperator;

/** What the scores of one image's classes say: the choice, the rank of the right class, the loss. */
final class Scores {
    /** Keeps the loss finite where float32 rounds a probability to 0: the smallest normal float. */
    private static final double SMALLEST_PROBABILITY = Float.MIN_NORMAL;

    private Scores() {
    }

    /** The class with the largest score; of several, the first. */
    static int choice(float[] scores, int at, int classes) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (scores[at + c] > scores[at + best]) {
                best = c;
            }
        }
        return best;
    }

    /** How many classes are chosen before this one; a NaN counts as chosen before, lest damage look like success. */
    static int rank(float[] scores, int at, int classes, int label) {
        float own = scores[at + label];
        int before = 0;
        for (int c = 0; c < classes; c++) {
            float other = scores[at + c];
            if (c != label && !(own > other) && (c < label || own != other)) {
                before++;
            }
        }
        return before;
    }

    /** Minus the logarithm of the right class's probability. */
    static double crossEntropy(float[] scores, int at, int classes, int label, boolean probabilities) {
        if (probabilities) {
            double probability = scores[at + label];
            return Double.isNaN(probability) ? probability : -Math.log(Math.max(probability, SMALLEST_PROBABILITY));
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            largest = Math.max(largest, scores[at + c]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(scores[at + c] - largest);
        }
        return largest + Math.log(sum) - scores[at + label];
    }

    /**
     * The loss that an output was trained with. Losses of single values are the mean over the classes, the target being
     * 1 for the right class and 0 for the others; a decision's is the class.
     */
    static double loss(OutputInfo output, float[] scores, int at, int label) {
        int classes = output.channels();
        LossInfo loss = output.loss();
        return switch (loss.kind()) {
            case "" -> 0;
            case "binary_cross_entropy" -> output.isDecision()
                    ? binaryCrossEntropy(output).applyAsDouble(scores[at], label)
                    : mean(binaryCrossEntropy(output), scores, at, classes, label);
            case "mse" -> mean(MeanSquaredError::of, scores, at, classes, label);
            case "mae" -> mean(MeanAbsoluteError::of, scores, at, classes, label);
            case "huber" -> mean((x, target) -> HuberLoss.of(x, target, loss.delta()), scores, at, classes, label);
            case "hinge" -> mean(HingeLoss::of, scores, at, classes, label);
            default -> loss.readsProbabilities()
                    ? CrossEntropy.of(scores[at + label])
                    : crossEntropy(scores, at, classes, label, output.probabilities());
        };
    }

    private static DoubleBinaryOperator binaryCrossEntropy(OutputInfo output) {
        if (output.loss().readsProbabilities()) {
            return ProbabilityBinaryCrossEntropy::of;
        }
        return output.probabilities() ? BinaryCrossEntropy::ofProbability : BinaryCrossEntropy::of;
    }

    private static double mean(DoubleBinaryOperator loss, float[] scores, int at, int classes, int label) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += loss.applyAsDouble(scores[at + c], c == label ? 1 : 0);
        }
        return sum / classes;
    }
}
