package dev.cnnc.runtime.train.optimiser;

/**
 * {@link Adam} with decoupled weight decay: first {@code w *= 1 - rate*decay}, then Adam's step by the gradient alone.
 *
 * <p>Loshchilov and Hutter, "Decoupled weight decay regularization", 2019, algorithm 2.
 *
 * @param rate the learning rate, above 0
 * @param beta1 the weight of the old mean of gradients, from 0 to below 1
 * @param beta2 the weight of the old mean of squared gradients, from 0 to below 1
 * @param epsilon added to the root, above 0
 * @param decay decoupled
 */
public record AdamW(double rate, double beta1, double beta2, double epsilon, WeightDecay decay) implements Optimiser {
    /** Checks the settings. */
    public AdamW {
        AdamMoments.check(rate, beta1, beta2, epsilon, decay);
        if (!decay.decoupled()) {
            throw new IllegalArgumentException("the weight decay of adamw is decoupled; a coupled one is adam's");
        }
    }

    @Override
    public int moments() {
        return 2;
    }

    @Override
    public AdamW withRate(double other) {
        return new AdamW(other, beta1, beta2, epsilon, decay);
    }

    @Override
    public UpdateRule rule(int parameters) {
        return new Adam(rate, beta1, beta2, epsilon, decay).rule(parameters);
    }
}
