package dev.cnnc.runtime;

import java.util.ArrayList;
import java.util.List;

/** What a trainer counts as it goes; {@link TrainingPosition} is a still of it. */
final class Position {
    private static final double NANOS = 1e9;

    private final List<EpochResult> results = new ArrayList<>();
    private int epochsDone;
    private long stepsDone;
    private int epoch;
    private int step;
    private int images;
    private double lossSum;
    private int correct;
    private double seconds;
    private double dataSeconds;
    private long since;
    private boolean running;

    /** A fit begins. */
    void beginFit() {
        results.clear();
        epoch = 0;
        clearEpoch();
    }

    /** The clock of an epoch's training runs from here on. */
    void run() {
        since = System.nanoTime();
        running = true;
    }

    /** The clock stops. */
    void pause() {
        seconds = seconds();
        running = false;
    }

    /** The step has waited for its images since this moment of {@link System#nanoTime}. */
    void waitedSince(long start) {
        dataSeconds += (System.nanoTime() - start) / NANOS;
    }

    void stepDone(int stepImages, double stepLoss, int stepCorrect) {
        step++;
        stepsDone++;
        images += stepImages;
        lossSum += stepLoss;
        correct += stepCorrect;
    }

    /** An epoch has ended; {@code valid} is null without validation. */
    EpochResult epochDone(Evaluation valid) {
        EpochResult result = new EpochResult(epoch + 1, meanLoss(), accuracy(),
                valid == null ? Double.NaN : valid.loss(), valid == null ? Double.NaN : valid.accuracy(), seconds(), seconds() > 0 ? Math.min(1, dataSeconds / seconds()) : 0);
        results.add(result);
        epoch++;
        epochsDone++;
        clearEpoch();
        return result;
    }

    private void clearEpoch() {
        step = 0;
        images = 0;
        lossSum = 0;
        correct = 0;
        seconds = 0;
        dataSeconds = 0;
        running = false;
    }

    TrainingPosition still() {
        return new TrainingPosition(epochsDone, stepsDone, epoch, step, images, lossSum, correct, seconds(), dataSeconds,
                results);
    }

    void moveTo(TrainingPosition still) {
        results.clear();
        results.addAll(still.results());
        epochsDone = still.epochsDone();
        stepsDone = still.stepsDone();
        epoch = still.epoch();
        step = still.step();
        images = still.images();
        lossSum = still.lossSum();
        correct = still.correct();
        seconds = still.seconds();
        dataSeconds = still.dataSeconds();
        running = false;
    }

    /** Epochs since the trainer was made: the number that decides the order of the images. */
    int epochsDone() {
        return epochsDone;
    }

    /** Steps since the trainer was made: the number that decides what dropout drops. */
    long stepsDone() {
        return stepsDone;
    }

    /** The present epoch of the fit, from 0. */
    int epoch() {
        return epoch;
    }

    /** The next step of the epoch, from 0. */
    int step() {
        return step;
    }

    /** Images of the epoch that have been seen. */
    int images() {
        return images;
    }

    double meanLoss() {
        return lossSum / images;
    }

    double accuracy() {
        return (double) correct / images;
    }

    List<EpochResult> results() {
        return List.copyOf(results);
    }

    private double seconds() {
        return running ? seconds + (System.nanoTime() - since) / NANOS : seconds;
    }
}
