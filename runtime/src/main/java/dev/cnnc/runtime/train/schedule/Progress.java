package dev.cnnc.runtime.train.schedule;

import java.util.Arrays;

/** How far a training has come, for schedules. A step is one change of the weights, be it of several batches. */
public final class Progress {
    private final int epochs;
    private final int stepsPerEpoch;
    private final double[] losses;
    private int epoch;
    private int step;

    /** The beginning of a training of so many epochs. */
    public Progress(int epochs, int stepsPerEpoch) {
        if (epochs < 1 || stepsPerEpoch < 1) {
            throw new IllegalArgumentException(epochs + " epochs of " + stepsPerEpoch + " steps");
        }
        this.epochs = epochs;
        this.stepsPerEpoch = stepsPerEpoch;
        losses = new double[epochs];
    }

    /** A step has been made. */
    public void stepDone() {
        step++;
    }

    /** An epoch has ended with this loss over the validation images or, without these, over the training images. */
    public void epochDone(double loss) {
        losses[epoch] = loss;
        epoch++;
        step = 0;
    }

    /** The present epoch, from 0. */
    public int epoch() {
        return epoch;
    }

    /** All epochs of the training. */
    public int epochs() {
        return epochs;
    }

    /** The next step within the whole training, from 0. */
    public long step() {
        return (long) epoch * stepsPerEpoch + step;
    }

    /** All steps of the training. */
    public long steps() {
        return (long) epochs * stepsPerEpoch;
    }

    /** Steps in so many epochs, which need not be whole; of a part of an epoch, at least one. */
    long stepsIn(double someEpochs) {
        return someEpochs == 0 ? 0 : Math.max(1, Math.round(someEpochs * stepsPerEpoch));
    }

    /** The loss of an epoch that has ended, from 0. */
    public double loss(int endedEpoch) {
        if (endedEpoch >= epoch) {
            throw new IllegalArgumentException("epoch " + endedEpoch + " has not ended");
        }
        return losses[endedEpoch];
    }

    @Override
    public String toString() {
        return "step " + step() + " of " + steps() + ", losses " + Arrays.toString(Arrays.copyOf(losses, epoch));
    }
}
