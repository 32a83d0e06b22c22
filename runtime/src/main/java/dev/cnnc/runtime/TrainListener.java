package dev.cnnc.runtime;

/** Hears of a training's progress, on the thread that trains. */
public interface TrainListener {
    /** Hears nothing. */
    TrainListener NONE = new TrainListener() { };

    /** One that tells all of these, in their order. */
    static TrainListener all(TrainListener... listeners) {
        return new TrainListener() {
            @Override
            public void onBatch(int epoch, int step, int steps, int images, double loss, double accuracy) {
                for (TrainListener listener : listeners) {
                    listener.onBatch(epoch, step, steps, images, loss, accuracy);
                }
            }

            @Override
            public void onValidation(int epoch, Evaluation evaluation) {
                for (TrainListener listener : listeners) {
                    listener.onValidation(epoch, evaluation);
                }
            }

            @Override
            public void onEpoch(EpochResult result) {
                for (TrainListener listener : listeners) {
                    listener.onEpoch(result);
                }
            }
        };
    }

    /**
     * After each step.
     *
     * @param epoch the epoch, from 1
     * @param step the step within the epoch, from 1
     * @param steps the steps of an epoch
     * @param images how many images of this epoch have been seen
     * @param loss the mean loss over those images
     * @param accuracy the share of those images that were classified rightly, 0 to 1
     */
    default void onBatch(int epoch, int step, int steps, int images, double loss, double accuracy) {
    }

    /** After the validation of an epoch, from 1, if there is one, and before {@link #onEpoch}. */
    default void onValidation(int epoch, Evaluation evaluation) {
    }

    /** After each epoch and its validation. */
    default void onEpoch(EpochResult result) {
    }
}
