package dev.cnnc.runtime.train.optimiser;

/**
 * A rule whose step for a tensor depends on the norms of that whole tensor and of its step. Between {@link #begin} and
 * {@link #update}, {@link #direct} goes over every range once; {@code update} then gets the directions as gradients and
 * the tensor's {@code norm of weights / norm of direction} within the factor on the rate.
 */
public interface LayerwiseRule extends UpdateRule {
    /** Puts the direction of the step, which {@link #update} subtracts, in the place of the gradients. */
    void direct(float[] parameters, float[] gradients, int from, int to, boolean decays);

    /** Whether the norms of such a tensor change its rate. */
    boolean adapts(boolean decays);
}
