package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.train.Require;
import dev.cnnc.runtime.train.TrainingState;
import java.util.Objects;

/**
 * What {@link Adam} and those that build on it keep from step to step: the means of the gradients and of their squares,
 * and the powers of the betas, by which both are too small in the beginning.
 */
final class AdamMoments {
    final float[] mean;
    final float[] square;
    private final double beta1;
    private final double beta2;
    private double beta1Power = 1;
    private double beta2Power = 1;

    AdamMoments(double beta1, double beta2, int parameters) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        mean = new float[parameters];
        square = new float[parameters];
    }

    static void check(double rate, double beta1, double beta2, double epsilon, WeightDecay decay) {
        Require.positive("rate", rate);
        Require.belowOne("beta1", beta1);
        Require.belowOne("beta2", beta2);
        Require.positive("epsilon", epsilon);
        Objects.requireNonNull(decay, "the weight decay");
    }

    void begin() {
        beta1Power *= beta1;
        beta2Power *= beta2;
    }

    /** The sum of the weights of all gradients in their mean: {@code 1 - beta1^t}. */
    double meanWeight() {
        return 1 - beta1Power;
    }

    /** What brings the root of a squared gradient's mean to its size. */
    float squareScale() {
        return (float) (1 / Math.sqrt(1 - beta2Power));
    }

    void exchange(TrainingState state) {
        state.array("mean", mean);
        state.array("square", square);
        beta1Power = state.number("beta1_power", beta1Power);
        beta2Power = state.number("beta2_power", beta2Power);
    }
}
