package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.statistics.StepMark;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.train.schedule.Progress;
import java.util.ArrayList;
import java.util.List;

/** The learning rates of a training, which follow from its schedule and the losses of its epochs. */
public final class LearningRates {

    private static final int MOST_POINTS = 600;

    private final TrainerOptions options;
    private final List<EpochResult> epochs;
    private final int updates;

    /**
     * The rate during an epoch.
     *
     * @param epoch a number between two whole ones within it
     */
    public record Point(double epoch, double rate) {}

    /** @param steps of the training, which tell how many an epoch has */
    public LearningRates(TrainerOptions options, List<EpochResult> epochs, List<StepMark> steps) {
        this.options = options;
        this.epochs = epochs;
        int parts = options.train().accumulate();
        updates = steps.isEmpty() ? 1 : (steps.get(0).steps() + parts - 1) / parts;
    }

    /** The rates of the epochs so far and of the one that has begun. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        Progress progress = new Progress(options.epochs(), updates);
        int begun = Math.min(options.epochs(), Math.max(1, epochs.size()));
        int every = (int) Math.max(1, (long) begun * updates / MOST_POINTS);
        for (int epoch = 0; epoch < begun; epoch++) {
            for (int step = 0; step < updates; step++) {
                if (((long) epoch * updates + step) % every == 0 || step == updates - 1) {
                    points.add(new Point(epoch + (step + 1.0) / updates, rate(progress)));
                }
                progress.stepDone();
            }
            if (epoch < epochs.size()) {
                progress.epochDone(epochs.get(epoch).lossToJudgeBy());
            }
        }
        return points;
    }

    private double rate(Progress progress) {
        return options.optimiser().rate() * options.train().schedule().factor(progress);
    }
}
