package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.train.TrainingState;

/**
 * Adam with bias correction, in PyTorch's formula: {@code m = beta1*m + (1-beta1)*g; v = beta2*v + (1-beta2)*g*g;
 * w -= rate * (m/(1-beta1^t)) / (sqrt(v/(1-beta2^t)) + epsilon)}. Epsilon is added after the bias correction (Keras
 * adds it before).
 *
 * <p>Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
 *
 * @param rate the learning rate, above 0
 * @param beta1 the weight of the old mean of gradients, from 0 to below 1
 * @param beta2 the weight of the old mean of squared gradients, from 0 to below 1
 * @param epsilon added to the root, above 0
 */
public record Adam(double rate, double beta1, double beta2, double epsilon, WeightDecay decay) implements Optimiser {
    /** Checks the settings. */
    public Adam {
        AdamMoments.check(rate, beta1, beta2, epsilon, decay);
    }

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public Adam withRate(double other) {
        return new Adam(other, beta1, beta2, epsilon, decay);
    }

    @Override
    public UpdateRule rule(int parameters) {
        return new Rule(this, parameters);
    }

    private static final class Rule implements UpdateRule {
        private final Adam settings;
        private final AdamMoments moments;
        private double rate;
        private float stepSize;
        private float squareScale;

        Rule(Adam settings, int parameters) {
            this.settings = settings;
            moments = new AdamMoments(settings.beta1, settings.beta2, parameters);
        }

        @Override
        public void begin(double rate) {
            this.rate = rate;
            moments.begin();
            stepSize = (float) (rate / moments.meanWeight());
            squareScale = moments.squareScale();
        }

        @Override
        public void exchange(TrainingState state) {
            moments.exchange(state);
        }

        @Override
        public void update(float[] parameters, float[] gradients, int from, int to, boolean decays,
                float rateFactor) {
            double rate = this.rate * rateFactor;
            adam(parameters, gradients, moments.mean, moments.square, from, to, settings.decay.gradientShare(decays),
                    settings.decay.kept(decays, rate), (float) settings.beta1, (float) (1 - settings.beta1),
                    (float) settings.beta2, (float) (1 - settings.beta2), stepSize * rateFactor,
                    squareScale, (float) settings.epsilon);
        }

        // One index over separate arrays and no field in the loop: the form that the JIT turns into vector
        // instructions.
        private static void adam(float[] w, float[] gradients, float[] mean, float[] square, int from, int to,
                float lambda, float kept, float beta1, float newMean, float beta2, float newSquare, float stepSize,
                float squareScale, float epsilon) {
            for (int i = from; i < to; i++) {
                float g = gradients[i] + lambda * w[i];
                float m = beta1 * mean[i] + newMean * g;
                float v = beta2 * square[i] + newSquare * g * g;
                mean[i] = m;
                square[i] = v;
                w[i] = kept * w[i] - stepSize * m / ((float) Math.sqrt(v) * squareScale + epsilon);
            }
        }
    }
}
