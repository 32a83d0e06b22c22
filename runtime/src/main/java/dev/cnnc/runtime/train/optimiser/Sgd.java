package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.train.Require;
import dev.cnnc.runtime.train.TrainingState;
import java.util.Objects;

/**
 * Stochastic gradient descent with momentum, in PyTorch's formula: {@code v = momentum*v + g; w -= rate*v}, or with
 * Nesterov's momentum {@code w -= rate*(g + momentum*v)}. The rate stays outside the velocity, so that a schedule acts
 * at once (Keras keeps it inside, which differs when the rate changes).
 *
 * <p>Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning", 2013.
 *
 * @param rate the learning rate, above 0
 * @param momentum the weight of the old velocity, from 0 to below 1
 * @param nesterov whether the gradient is looked ahead by the momentum; needs a momentum above 0
 */
public record Sgd(double rate, double momentum, boolean nesterov, WeightDecay decay) implements Optimiser {
    /** Checks the settings. */
    public Sgd {
        Require.positive("rate", rate);
        Require.belowOne("momentum", momentum);
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("nesterov needs a momentum above 0");
        }
        Objects.requireNonNull(decay, "the weight decay");
    }

    @Override
    public int moments() {
        return momentum == 0 ? 0 : 1;
    }

    @Override
    public Sgd withRate(double other) {
        return new Sgd(other, momentum, nesterov, decay);
    }

    @Override
    public UpdateRule rule(int parameters) {
        return new Rule(this, parameters);
    }

    private static final class Rule implements UpdateRule {
        private final Sgd settings;
        private final float[] velocity;
        private double rate;

        Rule(Sgd settings, int parameters) {
            this.settings = settings;
            velocity = settings.momentum == 0 ? null : new float[parameters];
        }

        @Override
        public void begin(double rate) {
            this.rate = rate;
        }

        @Override
        public void exchange(TrainingState state) {
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
            float momentum = (float) settings.momentum;
            if (velocity == null) {
                plain(parameters, gradients, from, to, lambda, kept, (float) rate);
            } else if (settings.nesterov) {
                lookAhead(parameters, gradients, velocity, from, to, lambda, kept, momentum, (float) rate);
            } else {
                heavyBall(parameters, gradients, velocity, from, to, lambda, kept, momentum, (float) rate);
            }
        }

        // One index over separate arrays and no field in the loop: the form that the JIT turns into vector
        // instructions.
        private static void plain(float[] w, float[] gradients, int from, int to, float lambda, float kept,
                float rate) {
            for (int i = from; i < to; i++) {
                w[i] = kept * w[i] - rate * (gradients[i] + lambda * w[i]);
            }
        }

        private static void heavyBall(float[] w, float[] gradients, float[] velocity, int from, int to, float lambda,
                float kept, float momentum, float rate) {
            for (int i = from; i < to; i++) {
                float g = gradients[i] + lambda * w[i];
                float v = momentum * velocity[i] + g;
                velocity[i] = v;
                w[i] = kept * w[i] - rate * v;
            }
        }

        private static void lookAhead(float[] w, float[] gradients, float[] velocity, int from, int to, float lambda,
                float kept, float momentum, float rate) {
            for (int i = from; i < to; i++) {
                float g = gradients[i] + lambda * w[i];
                float v = momentum * velocity[i] + g;
                velocity[i] = v;
                w[i] = kept * w[i] - rate * (g + momentum * v);
            }
        }
    }
}
