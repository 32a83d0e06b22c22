package dev.cnnc.runtime;

/**
 * The numbers of a training ceased to be finite: its loss or its gradient. The weights are still what they were before
 * the step. Holds the batch, so that the step can be computed again and looked at; {@code cnnc train} does so and names
 * the layer.
 */
public final class TrainingDiverged extends CnncException {
    private static final long serialVersionUID = 1L;

    private final String event;
    private final transient Step step;

    /**
     * The step that went wrong.
     *
     * @param inputs the images as the network gets them, scaled: image after image, height, width, channel
     * @param labels their classes
     * @param seed of dropout
     * @param number of the step, which with the seed decides what dropout drops
     * @param rate the learning rate of the optimiser
     */
    public record Step(float[] inputs, int[] labels, long seed, long number, double rate) {
    }

    /**
     * @param event what happened and when: {@code the loss became NaN at epoch 2, step 3 of 100}
     * @param explanation where it arose and what to do
     */
    public TrainingDiverged(String event, String explanation, Step step) {
        super(event + ": " + explanation);
        this.event = event;
        this.step = step;
    }

    /** What happened and when. */
    public String event() {
        return event;
    }

    /** The step that went wrong. */
    public Step step() {
        return step;
    }
}
