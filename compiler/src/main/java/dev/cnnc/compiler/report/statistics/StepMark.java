package dev.cnnc.compiler.report.statistics;

/**
 * How far an epoch had come after a step.
 *
 * @param epoch from 1
 * @param step within the epoch, from 1
 * @param steps of an epoch
 * @param images seen so far in the epoch
 * @param loss the mean over these images
 * @param accuracy the share of them that was classified rightly
 */
public record StepMark(int epoch, int step, int steps, int images, double loss, double accuracy) {

    /** The epochs that have passed, as a number between two whole ones. */
    public double place() {
        return epoch - 1 + (double) step / steps;
    }
}
