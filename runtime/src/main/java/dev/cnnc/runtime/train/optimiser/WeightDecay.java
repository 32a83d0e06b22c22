package dev.cnnc.runtime.train.optimiser;

import dev.cnnc.runtime.train.Require;

/**
 * A pull of the parameters towards 0.
 *
 * @param amount 0 for none
 * @param decoupled false for an L2 term, {@code g += amount * w}, which an optimiser then scales like any gradient;
 *        true for {@code w *= 1 - rate * amount} beside the gradient's step (Loshchilov and Hutter, "Decoupled weight
 *        decay regularization", 2019)
 * @param all whether it also pulls biases and the scales and shifts of normalisations
 */
public record WeightDecay(double amount, boolean decoupled, boolean all) {
    /** No pull. */
    public static final WeightDecay NONE = new WeightDecay(0, false, false);

    /** Checks the amount. */
    public WeightDecay {
        Require.notNegative("weight decay", amount);
    }

    /** An L2 term on the weights alone. */
    public static WeightDecay coupled(double amount) {
        return new WeightDecay(amount, false, false);
    }

    /** A pull on the weights alone that is not part of the gradient. */
    public static WeightDecay decoupled(double amount) {
        return new WeightDecay(amount, true, false);
    }

    /** The same amount on every parameter. */
    public WeightDecay onAll() {
        return new WeightDecay(amount, decoupled, true);
    }

    /** What of a parameter is added to its gradient. */
    float gradientShare(boolean decays) {
        return decoupled || !(decays || all) ? 0 : (float) amount;
    }

    /** What of a parameter is left before the gradient's step. */
    float kept(boolean decays, double rate) {
        return decoupled && (decays || all) ? (float) (1 - rate * amount) : 1;
    }
}
