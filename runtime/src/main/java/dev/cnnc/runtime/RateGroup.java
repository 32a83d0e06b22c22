package dev.cnnc.runtime;

/**
 * Weights with a learning rate of their own.
 *
 * @param weights a {@link NamePattern} of the weights, their layers or their scopes
 * @param factor what the optimiser's rate is multiplied by, above 0; a decoupled weight decay is part of the rate
 */
public record RateGroup(String weights, double factor) {
    /** Checks both. */
    public RateGroup {
        new NamePattern(weights);
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new CnncException("the factor of the learning rate of '" + weights + "' must be above 0, but is "
                    + factor + "; weights that shall not learn are frozen");
        }
    }
}
