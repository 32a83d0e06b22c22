package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.train.Require;
import dev.cnnc.runtime.train.TrainingState;
import java.util.Objects;

/**
 * RMSprop in PyTorch's formula: {@code v = smoothing*v + (1-smoothing)*g*g; d = g / (sqrt(v) + epsilon)}, and
 * {@code w -= rate*d} or, with momentum, {@code b = momentum*b + d; w -= rate*b}. Keras 3 has epsilon inside the root.
 *
 * <p>Tieleman and Hinton, "Lecture 6.5: rmsprop", 2012.
 *
 * @param rate the learning rate, above 0
 * @param smoothing the weight of the old mean of squared gradients, from 0 to below 1
 * @param momentum the weight of the old step, from 0 to below 1
 * @param epsilon added to the root, above 0
 */
public record Rmsprop(double rate, double smoothing, double momentum, double epsilon, WeightDecay decay)
        implements Optimiser {
    /** Checks the settings. */
    public Rmsprop {
        Require.positive("rate", rate);
        Require.belowOne("smoothing", smoothing);
        Require.belowOne("momentum", momentum);
        Require.positive("epsilon", epsilon);
        Objects.requireNonNull(decay, "the weight decay");
    }

    @Override
    public int moments() {
        return momentum == 0 ? 1 : 2;
    }

    @Override
    public Rmsprop withRate(double other) {
        return new Rmsprop(other, smoothing, momentum, epsilon, decay);
    }

    @Override
    public UpdateRule rule(int parameters) {
        return new Rule(this, parameters);
    }

    private static final class Rule implements UpdateRule {
        private final Rmsprop settings;
        private final float[] square;
        private final float[] velocity;
        private double rate;

        Rule(Rmsprop settings, int parameters) {
            this.settings = settings;
            square = new float[parameters];
            velocity = settings.momentum == 0 ? null : new float[parameters];
        }

        @Override
        public void begin(double rate) {
            this.rate = rate;
        }

        @Override
        public void exchange(TrainingState state) {
            state.array("square", square);
            if (velocity != null) {
                state.array("velocity", velocity);
            }
        }

        @Override
        public void update(float[] parameters, float[] gradients, int from, int to, boolean decays,
                float rateFactor) {
            double rate = this.rate * rateFactor;
            float lambda = settings.decay.gradientShare(decays);
            float kept = settings.decay.kept(decays, rate);
            float old = (float) settings.smoothing;
            float recent = (float) (1 - settings.smoothing);
            float epsilon = (float) settings.epsilon;
            if (velocity == null) {
                plain(parameters, gradients, square, from, to, lambda, kept, old, recent, epsilon, (float) rate);
            } else {
                withMomentum(parameters, gradients, square, velocity, from, to, lambda, kept, old, recent, epsilon,
                        (float) settings.momentum, (float) rate);
            }
        }

        private static void plain(float[] w, float[] gradients, float[] square, int from, int to, float lambda,
                float kept, float old, float recent, float epsilon, float rate) {
            for (int i = from; i < to; i++) {
                float g = gradients[i] + lambda * w[i];
                float v = old * square[i] + recent * g * g;
                square[i] = v;
                w[i] = kept * w[i] - rate * g / ((float) Math.sqrt(v) + epsilon);
            }
        }

        private static void withMomentum(float[] w, float[] gradients, float[] square, float[] velocity, int from,
                int to, float lambda, float kept, float old, float recent, float epsilon, float momentum, float rate) {
            for (int i = from; i < to; i++) {
                float g = gradients[i] + lambda * w[i];
                float v = old * square[i] + recent * g * g;
                square[i] = v;
                float b = momentum * velocity[i] + g / ((float) Math.sqrt(v) + epsilon);
                velocity[i] = b;
                w[i] = kept * w[i] - rate * b;
            }
        }
    }
}
