package dev.cnnc.runtime;

/**
 * What one epoch of training came to.
 *
 * @param epoch the epoch, from 1
 * @param trainLoss the mean loss over the epoch's images, each taken before the step that its batch caused
 * @param trainAccuracy the share of the epoch's images that were classified rightly at that time, 0 to 1
 * @param validLoss the mean loss over the validation images after the epoch; NaN without validation
 * @param validAccuracy the accuracy over the validation images after the epoch; NaN without validation
 * @param seconds how long the epoch's training took, validation left out
 * @param dataWait the share of these seconds in which the step waited for images, 0 to 1
 */
public record EpochResult(int epoch, double trainLoss, double trainAccuracy, double validLoss, double validAccuracy,
        double seconds, double dataWait) {
    /** Whether there were validation images. */
    public boolean validated() {
        return !Double.isNaN(validAccuracy);
    }

    /** The loss by which epochs are compared: over the validation images or, without these, the training images. */
    public double lossToJudgeBy() {
        return validated() ? validLoss : trainLoss;
    }
}
