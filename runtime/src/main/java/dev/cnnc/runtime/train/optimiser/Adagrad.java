package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.train.Require;
import dev.cnnc.runtime.train.TrainingState;
import java.util.Objects;

/**
 * Adagrad in PyTorch's formula, its sum beginning at 0: {@code s += g*g; w -= rate * g / (sqrt(s) + epsilon)}.
 *
 * <p>Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011.
 *
 * @param rate the learning rate, above 0
 * @param epsilon added to the root, above 0
 */
public record Adagrad(double rate, double epsilon, WeightDecay decay) implements Optimiser {
    /** Checks the settings. */
    public Adagrad {
        Require.positive("rate", rate);
        Require.positive("epsilon", epsilon);
        Objects.requireNonNull(decay, "the weight decay");
    }

    @Override
    public int moments() {
        return 1;
    }

    @Override
    public Adagrad withRate(double other) {
        return new Adagrad(other, epsilon, decay);
    }

    @Override
    public UpdateRule rule(int parameters) {
        return new Rule(this, parameters);
    }

    private static final class Rule implements UpdateRule {
        private final Adagrad settings;
        private final float[] sum;
        private double rate;

        Rule(Adagrad settings, int parameters) {
            this.settings = settings;
            sum = new float[parameters];
        }

        @Override
        public void begin(double rate) {
            this.rate = rate;
        }

        @Override
        public void exchange(TrainingState state) {
            state.array("sum", sum);
        }

        @Override
        public void update(float[] parameters, float[] gradients, int from, int to, boolean decays,
                float rateFactor) {
            double rate = this.rate * rateFactor;
            adagrad(parameters, gradients, sum, from, to, settings.decay.gradientShare(decays),
                    settings.decay.kept(decays, rate), (float) settings.epsilon, (float) rate);
        }

        private static void adagrad(float[] w, float[] gradients, float[] sum, int from, int to, float lambda,
                float kept, float epsilon, float rate) {
            for (int i = from; i < to; i++) {
                float g = gradients[i] + lambda * w[i];
                float s = sum[i] + g * g;
                sum[i] = s;
                w[i] = kept * w[i] - rate * g / ((float) Math.sqrt(s) + epsilon);
            }
        }
    }
}
