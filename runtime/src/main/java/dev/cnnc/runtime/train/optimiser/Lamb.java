package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.train.TrainingState;

/**
 * LAMB, for large batches: Adam's step plus {@code decay * w}, scaled for each tensor to the norm of its weights:
 * {@code r = (m/(1-beta1^t)) / (sqrt(v/(1-beta2^t)) + epsilon) + decay*w; w -= rate * |w|/|r| * r}. The ratio is 1 where
 * a norm is 0, and for biases and the scales and shifts of normalisations unless these decay too, as in the authors' own
 * code.
 *
 * <p>You et al., "Large batch optimization for deep learning: training BERT in 76 minutes", 2020, algorithm 2.
 *
 * @param rate the learning rate, above 0
 * @param beta1 the weight of the old mean of gradients, from 0 to below 1
 * @param beta2 the weight of the old mean of squared gradients, from 0 to below 1
 * @param epsilon added to the root, above 0
 * @param decay part of the step and not of the gradient, and so decoupled
 */
public record Lamb(double rate, double beta1, double beta2, double epsilon, WeightDecay decay) implements Optimiser {
    /** Checks the settings. */
    public Lamb {
        AdamMoments.check(rate, beta1, beta2, epsilon, decay);
        if (!decay.decoupled()) {
            throw new IllegalArgumentException("the weight decay of lamb is decoupled");
        }
    }

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public Lamb withRate(double other) {
        return new Lamb(other, beta1, beta2, epsilon, decay);
    }

    @Override
    public UpdateRule rule(int parameters) {
        return new Rule(this, parameters);
    }

    private static final class Rule implements LayerwiseRule {
        private final Lamb settings;
        private final AdamMoments moments;
        private double rate;

        Rule(Lamb settings, int parameters) {
            this.settings = settings;
            moments = new AdamMoments(settings.beta1, settings.beta2, parameters);
        }

        @Override
        public void begin(double rate) {
            this.rate = rate;
            moments.begin();
        }

        @Override
        public void exchange(TrainingState state) {
            moments.exchange(state);
        }

        @Override
        public boolean adapts(boolean decays) {
            return decays || settings.decay.all();
        }

        @Override
        public void direct(float[] parameters, float[] gradients, int from, int to, boolean decays) {
            direct(parameters, gradients, moments.mean, moments.square, from, to,
                    adapts(decays) ? (float) settings.decay.amount() : 0, (float) settings.beta1,
                    (float) (1 - settings.beta1), (float) settings.beta2, (float) (1 - settings.beta2),
                    (float) (1 / moments.meanWeight()), moments.squareScale(),
                    (float) settings.epsilon);
        }

        private static void direct(float[] w, float[] gradients, float[] mean, float[] square, int from, int to,
                float lambda, float beta1, float newMean, float beta2, float newSquare, float meanScale,
                float squareScale, float epsilon) {
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float m = beta1 * mean[i] + newMean * g;
                float v = beta2 * square[i] + newSquare * g * g;
                mean[i] = m;
                square[i] = v;
                gradients[i] = meanScale * m / ((float) Math.sqrt(v) * squareScale + epsilon) + lambda * w[i];
            }
        }

        @Override
        public void update(float[] parameters, float[] gradients, int from, int to, boolean decays, float rateFactor) {
            subtract(parameters, gradients, from, to, (float) (rate * rateFactor));
        }

        private static void subtract(float[] w, float[] direction, int from, int to, float step) {
            for (int i = from; i < to; i++) {
                w[i] -= step * direction[i];
            }
        }
    }
}
