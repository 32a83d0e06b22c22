package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.train.Require;
import dev.cnnc.runtime.train.TrainingState;
import java.util.Objects;

/**
 * Lion, which steps by the sign of a mean: {@code w *= 1 - rate*decay; w -= rate * sign(beta1*m + (1-beta1)*g);
 * m = beta2*m + (1-beta2)*g}. It wants a rate three to ten times smaller than AdamW's.
 *
 * <p>Chen et al., "Symbolic discovery of optimization algorithms", 2023, algorithm 2.
 *
 * @param rate the learning rate, above 0
 * @param beta1 the weight of the mean in the step, from 0 to below 1
 * @param beta2 the weight of the old mean in the new, from 0 to below 1
 * @param decay decoupled
 */
public record Lion(double rate, double beta1, double beta2, WeightDecay decay) implements Optimiser {
    /** Checks the settings. */
    public Lion {
        Require.positive("rate", rate);
        Require.belowOne("beta1", beta1);
        Require.belowOne("beta2", beta2);
        Objects.requireNonNull(decay, "the weight decay");
        if (!decay.decoupled()) {
            throw new IllegalArgumentException("the weight decay of lion is decoupled");
        }
    }

    @Override
    public int moments() {
        return 1;
    }

    @Override
    public Lion withRate(double other) {
        return new Lion(other, beta1, beta2, decay);
    }

    @Override
    public UpdateRule rule(int parameters) {
        return new Rule(this, parameters);
    }

    private static final class Rule implements UpdateRule {
        private final Lion settings;
        private final float[] mean;
        private double rate;

        Rule(Lion settings, int parameters) {
            this.settings = settings;
            mean = new float[parameters];
        }

        @Override
        public void begin(double rate) {
            this.rate = rate;
        }

        @Override
        public void exchange(TrainingState state) {
            state.array("mean", mean);
        }

        @Override
        public void update(float[] parameters, float[] gradients, int from, int to, boolean decays,
                float rateFactor) {
            double rate = this.rate * rateFactor;
            lion(parameters, gradients, mean, from, to, settings.decay.kept(decays, rate), (float) settings.beta1,
                    (float) (1 - settings.beta1), (float) settings.beta2, (float) (1 - settings.beta2), (float) rate);
        }

        private static void lion(float[] w, float[] gradients, float[] mean, int from, int to, float kept, float beta1,
                float newStep, float beta2, float newMean, float rate) {
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float m = mean[i];
                w[i] = kept * w[i] - rate * Math.signum(beta1 * m + newStep * g);
                mean[i] = beta2 * m + newMean * g;
            }
        }
    }
}
