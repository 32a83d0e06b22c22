package dev.cnnc.runtime;

import java.util.List;

/**
 * Where a training stands. The order of the images, dropout and augmentation follow from the seed and these counters
 * alone, so that nothing else is needed to go on from the middle of an epoch.
 *
 * @param epochsDone epochs since the trainer was made, of earlier fits too
 * @param stepsDone steps since the trainer was made
 * @param epoch the present epoch of the fit, from 0
 * @param step the next step of that epoch, from 0
 * @param images of that epoch that have been seen
 * @param lossSum the losses of those images, summed
 * @param correct how many of those images were classified rightly
 * @param seconds that the epoch has taken
 * @param dataSeconds of these, in which the step waited for images
 * @param results of the epochs before, in this fit
 */
public record TrainingPosition(int epochsDone, long stepsDone, int epoch, int step, int images, double lossSum,
        int correct, double seconds, double dataSeconds, List<EpochResult> results) {
    /** Checks that the counters can belong together. */
    public TrainingPosition {
        results = List.copyOf(results);
        if (epoch < 0 || step < 0 || images < 0 || correct < 0 || epochsDone < epoch || stepsDone < step
                || results.size() != epoch || correct > images) {
            throw new IllegalArgumentException("no training stands at epoch " + epoch + ", step " + step + " with "
                    + images + " images seen, " + results.size() + " epochs and " + stepsDone + " steps done");
        }
    }
}
