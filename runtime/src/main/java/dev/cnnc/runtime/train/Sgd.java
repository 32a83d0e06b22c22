package dev.cnnc.runtime.train;

/**
 * Stochastic gradient descent with momentum, in PyTorch's formula: {@code g += decay*w; v = momentum*v + g;
 * w -= rate*v}, or with Nesterov's momentum {@code w -= rate*(g + momentum*v)}. The rate stays outside the velocity,
 * so that a schedule acts at once (Keras keeps it inside, which differs when the rate changes).
 *
 * <p>Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning", 2013.
 */
public final class Sgd implements Optimiser {
    private final float momentum;
    private final boolean nesterov;
    private final float weightDecay;
    private final float[] velocity;
    private float rate;

    /**
     * @param parameters how many parameters there are
     * @param momentum the weight of the old velocity, from 0 to below 1
     * @param nesterov whether the gradient is looked ahead by the momentum; needs a momentum above 0
     * @param weightDecay the factor of the L2 term that is added to the gradient
     */
    public Sgd(int parameters, double momentum, boolean nesterov, double weightDecay) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum must be from 0 to below 1, but is " + momentum);
        }
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("nesterov needs a momentum above 0");
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight decay must be 0 or above, but is " + weightDecay);
        }
        this.momentum = (float) momentum;
        this.nesterov = nesterov;
        this.weightDecay = (float) weightDecay;
        this.velocity = momentum == 0 ? null : new float[parameters];
    }

    @Override
    public void begin(double rate) {
        this.rate = (float) rate;
    }

    @Override
    public void update(float[] parameters, float[] gradients, int from, int to, boolean decay) {
        float lambda = decay ? weightDecay : 0;
        if (velocity == null) {
            plain(parameters, gradients, from, to, lambda, rate);
        } else if (nesterov) {
            lookAhead(parameters, gradients, velocity, from, to, lambda, momentum, rate);
        } else {
            heavyBall(parameters, gradients, velocity, from, to, lambda, momentum, rate);
        }
    }

    // One index over separate arrays and no field in the loop: the form that the JIT turns into vector instructions.
    private static void plain(float[] w, float[] gradients, int from, int to, float lambda, float rate) {
        for (int i = from; i < to; i++) {
            w[i] -= rate * (gradients[i] + lambda * w[i]);
        }
    }

    private static void heavyBall(float[] w, float[] gradients, float[] velocity, int from, int to, float lambda,
            float momentum, float rate) {
        for (int i = from; i < to; i++) {
            float g = gradients[i] + lambda * w[i];
            float v = momentum * velocity[i] + g;
            velocity[i] = v;
            w[i] -= rate * v;
        }
    }

    private static void lookAhead(float[] w, float[] gradients, float[] velocity, int from, int to, float lambda,
            float momentum, float rate) {
        for (int i = from; i < to; i++) {
            float g = gradients[i] + lambda * w[i];
            float v = momentum * velocity[i] + g;
            velocity[i] = v;
            w[i] -= rate * (g + momentum * v);
        }
    }
}
